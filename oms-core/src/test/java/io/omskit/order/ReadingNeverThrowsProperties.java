package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fact.RefundFact;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever a channel states, an order can be read: absurd figures of a refund are kept apart from the sale. */
class ReadingNeverThrowsProperties {
    @Property
    void theStatusOfAnyOrderCanBeRead(@ForAll long seed) {
        Orders random = new Orders(seed);
        Order order = random.anyOrder();
        OrderStatus.of(order, Orders.START);
        for (FreightPolicy policy : FreightPolicy.values()) {
            Refunds.of(order.sale(), policy).ifPresent(Refunds::total);
        }
    }

    /** Seed 14 was an order with a negative refund of the order as a whole. */
    @Example
    void theStatusOfAnOrderWithANegativeRefundCanBeRead() {
        for (long seed = 0; seed < 200; seed++) {
            theStatusOfAnyOrderCanBeRead(seed);
        }
    }

    @Property
    void anAbsurdRefundIsKeptApartAndTheNextOneTakesWhatIsLeft(@ForAll long seed) {
        Orders random = new Orders(seed);
        Amounts amounts = random.anyOrder().sale().amounts();
        if (amounts == null) {
            return;
        }
        long absurd = random.pick(Long.MIN_VALUE, Long.MAX_VALUE, -1L - random.below(100_000), Long.MAX_VALUE / 2);
        Money stated = Money.of(absurd, amounts.total().currency());
        Refund refund = refund(random, stated);
        for (FreightPolicy policy : FreightPolicy.values()) {
            Refunds before = Refunds.none(amounts, policy);
            Refunds after = before.after(refund);
            assertEquals(stated, after.booked().get(0).unexplained());
            Refund next = refund(
                    random, Money.of(random.below(50_000), amounts.total().currency()));
            assertEquals(before.after(next).total(), after.after(next).total());
        }
    }

    private static Refund refund(Orders random, @Nullable Money stated) {
        return new Refund(
                "R",
                random.revision(),
                random.maybe(() -> "L" + random.below(3)),
                random.maybe(() -> Quantity.pieces(random.below(9) - 4)),
                stated,
                RefundFact.Status.SUCCEEDED,
                random.pick(RefundFact.Phase.values()),
                false,
                null);
    }
}
