package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.RefundFact;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Invariant M3: any order of partial refunds that returns everything returns exactly what each bearer gave. */
class RefundsProperties {

    @Property
    void unitsInAnyOrderReturnExactlyWhatEachBearerGave(@ForAll long seed) {
        Orders random = new Orders(seed);
        Amounts amounts = amounts(random);
        Refunds refunds = Refunds.none(amounts, random.pick(FreightPolicy.values()));
        List<String> units = new ArrayList<>();
        amounts.lines().forEach(line -> units.addAll(Collections.nCopies((int) line.units(), line.lineId())));
        random.shuffle(units);
        for (String line : units) {
            AmountParts quote = refunds.quoteUnits(line, 1).withoutFreight();
            refunds = refunds.after(refund(refunds, line, 1L, null));
            assertEquals(quote, last(refunds).withoutFreight());
            assertHolds(amounts, refunds);
        }
        assertEverythingIsBack(amounts, refunds);
    }

    @Property
    void unitsAndAmountsMixedReturnExactlyWhatEachBearerGave(@ForAll long seed) {
        Orders random = new Orders(seed);
        Amounts amounts = amounts(random);
        Refunds refunds = Refunds.none(amounts, random.pick(FreightPolicy.values()));
        for (int step = random.below(12); step > 0; step--) {
            refunds = refunds.after(someRefund(random, amounts, refunds));
            assertHolds(amounts, refunds);
        }
        List<Amounts.Line> lines = new ArrayList<>(amounts.lines());
        random.shuffle(lines);
        for (Amounts.Line line : lines) {
            refunds = finished(random, line, refunds);
            assertHolds(amounts, refunds);
        }
        assertEverythingIsBack(amounts, refunds);
    }

    /** A line that is worth nothing, 0.01 of goods less 0.01 that a bank bears: its last unit comes back with an absurd amount. */
    @Example
    void aLineThatIsWorthNothingGoesBackWithItsLastUnit() {
        unitsAndAmountsMixedReturnExactlyWhatEachBearerGave(-3546);
    }

    @Property
    void aRefundOfUnitsAloneIsTheCumulativeShare(@ForAll long seed) {
        Orders random = new Orders(seed);
        Amounts amounts = amounts(random);
        Amounts.Line line = random.pick(amounts.lines());
        Refunds refunds = Refunds.none(amounts, FreightPolicy.NEVER);
        long done = 0;
        while (done < line.units()) {
            long more = 1 + random.below((int) (line.units() - done));
            AmountParts share =
                    line.parts().units(done, done + more, line.units()).withoutFreight();
            refunds = refunds.after(refund(refunds, line.lineId(), more, null));
            done += more;
            if (isWorthSomethingAtEveryUnit(line)) {
                assertEquals(share, last(refunds));
            }
        }
    }

    /** After 15.00 by amount, units pay C(k+q) less what was paid before; never less than nothing. */
    @Property
    void unitsAfterAnAmountPayTheirShareLessWhatWasConsumed(@ForAll long seed) {
        Orders random = new Orders(seed);
        Amounts amounts = amounts(random);
        Amounts.Line line = random.pick(amounts.lines());
        long worth = line.parts().withoutFreight().payable().minor();
        if (worth <= 0) {
            return;
        }
        long consumed = random.below((int) Math.min(worth, Integer.MAX_VALUE) + 1);
        long units = 1 + random.below((int) line.units());
        Refunds refunds = Refunds.none(amounts, FreightPolicy.NEVER);
        refunds = refunds.after(refund(refunds, line.lineId(), null, Facts.cny(consumed)));
        assertEquals(consumed, refunds.total().payable().minor());
        long due = line.parts()
                .units(0, units, line.units())
                .withoutFreight()
                .payable()
                .minor();
        long paid = refunds.quoteUnits(line.lineId(), units).payable().minor();
        assertEquals(Math.max(0, Math.min(worth, due) - consumed), paid);
    }

    @Property
    void anAmountIsBorneByWhatEveryoneHasLeft(@ForAll long seed) {
        Orders random = new Orders(seed);
        Amounts amounts = amounts(random);
        Amounts.Line line = random.pick(amounts.lines());
        AmountParts left = line.parts().withoutFreight();
        long worth = left.payable().minor();
        if (worth <= 0) {
            return;
        }
        long amount = random.below((int) worth + 1);
        AmountParts taken = Refunds.none(amounts, FreightPolicy.NEVER).quoteAmount(line.lineId(), Facts.cny(amount));
        assertEquals(amount, taken.payable().minor());
        for (AmountPart part : AmountPart.values()) {
            long exact = Apportionment.cumulative(left.minor(part), amount, worth);
            assertTrue(Math.abs(taken.minor(part) - exact) <= AmountPart.values().length, () -> part + " of " + taken);
        }
    }

    private static boolean isWorthSomethingAtEveryUnit(Amounts.Line line) {
        long before = 0;
        long whole = line.parts().withoutFreight().payable().minor();
        for (long k = 1; k <= line.units(); k++) {
            long now = line.parts()
                    .units(0, k, line.units())
                    .withoutFreight()
                    .payable()
                    .minor();
            if (now < before || now > whole) {
                return false;
            }
            before = now;
        }
        return true;
    }

    private static void assertHolds(Amounts amounts, Refunds refunds) {
        assertEquals(Optional.empty(), OrderInvariants.m3(amounts, refunds));
        AmountParts taken = AmountParts.zero(Orders.CNY);
        for (Amounts.Line line : amounts.lines()) {
            taken = taken.plus(line.parts().minus(refunds.left(line.lineId())));
        }
        assertEquals(taken, refunds.total());
    }

    private static void assertEverythingIsBack(Amounts amounts, Refunds refunds) {
        for (Amounts.Line line : amounts.lines()) {
            assertTrue(refunds.left(line.lineId()).withoutFreight().isZero(), () -> refunds.left(line.lineId()) + "");
        }
        assertEquals(amounts.total().withoutFreight(), refunds.total().withoutFreight());
    }

    private static Amounts amounts(Orders random) {
        AmountsProperties.Case one = AmountsProperties.Case.of(random);
        return Amounts.of(one.stated(), one.lines());
    }

    private static Refund someRefund(Orders random, Amounts amounts, Refunds refunds) {
        if (random.chance(10)) {
            return refund(refunds, null, null, Facts.cny(random.below(3_000)));
        }
        String line = random.pick(amounts.lines()).lineId();
        Money amount = random.chance(60) ? Facts.cny(random.below(12_000)) : null;
        return refund(refunds, line, amount == null || random.chance(40) ? 1L + random.below(3) : null, amount);
    }

    /** Returns what a line still has: its units, its money, or both in two refunds. */
    private static Refunds finished(Orders random, Amounts.Line line, Refunds refunds) {
        long units = line.units() - refunds.unitsRefunded(line.lineId());
        Refunds more = refunds;
        if (units > 0 && random.chance(70)) {
            more = more.after(refund(more, line.lineId(), units, null));
        }
        return more.after(refund(more, line.lineId(), null, null));
    }

    private static AmountParts last(Refunds refunds) {
        return refunds.booked().get(refunds.booked().size() - 1).parts();
    }

    private static Refund refund(Refunds refunds, @Nullable String line, @Nullable Long units, @Nullable Money amount) {
        return Refund.of(Facts.refund(
                "R" + refunds.booked().size(),
                1,
                line,
                units == null ? null : Quantity.pieces(units),
                amount,
                RefundFact.Status.SUCCEEDED,
                RefundFact.Phase.BEFORE_SHIPPING));
    }
}
