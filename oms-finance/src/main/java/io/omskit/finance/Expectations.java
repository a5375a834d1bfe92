package io.omskit.finance;

import io.omskit.fact.Bearer;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.Expectation.Item;
import io.omskit.finance.Expectation.Payer;
import io.omskit.order.AmountPart;
import io.omskit.order.AmountParts;
import io.omskit.order.Amounts;
import io.omskit.order.Order;
import io.omskit.order.Refund;
import io.omskit.order.Refunds;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.order.Sale;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Derives expectations from orders: a pure function. The buyer is expected to pay what is payable, each other bearer its
 * discounts; refunds take back from each what they took from the sale. The contract's fee is expected on what passes
 * through the channel from the buyer.
 *
 * <p>The sales of all payers add up to the order's receivable plus the tax that the platform remits itself.
 */
public final class Expectations {
    private Expectations() {}

    /**
     * What an order lets us expect; nothing while it is unpaid or only expected.
     *
     * @param schedule the channel's contract, absent where none is known
     * @param freight what of the freight goes back with refunded units
     */
    public static List<Expectation> of(Order order, @Nullable FeeSchedule schedule, FreightPolicy freight) {
        Sale sale = order.sale();
        Sale.Basis basis = sale.basis();
        Amounts amounts = sale.amounts();
        if (basis == null || amounts == null || !basis.paid()) {
            return List.of();
        }
        Instant soldAt = firstOf(order.paidAt(), basis.placedAt(), order.firstSeenAt());
        List<Expectation> expectations = new ArrayList<>();
        Refunds refunds = Refunds.of(sale, freight).orElseThrow();
        for (Payer payer : Payer.values()) {
            Money given = share(payer, amounts.total());
            FeeSchedule contract = payer == Payer.BUYER ? schedule : null;
            if (payer == Payer.BUYER || !given.isZero()) {
                Money fee = contract == null ? null : contract.charged(given);
                Item item = new Item("sale", given, fee, soldAt);
                expectations.add(new Expectation(order.ref(), Kind.SALE, payer, List.of(item)));
            }
            List<Item> back = refunds(sale, refunds, payer, given, contract, soldAt);
            if (!back.isEmpty()) {
                expectations.add(new Expectation(order.ref(), Kind.REFUND, payer, back));
            }
        }
        return expectations;
    }

    private static List<Item> refunds(
            Sale sale, Refunds refunds, Payer payer, Money given, @Nullable FeeSchedule contract, Instant soldAt) {
        Map<String, Instant> times = new HashMap<>();
        for (Refund refund : sale.allRefunds()) {
            times.put(refund.refundId(), firstOf(refund.occurredAt(), soldAt, soldAt));
        }
        List<Item> items = new ArrayList<>();
        Money before = Money.zero(given.currency());
        for (Refunds.Booked booked : refunds.booked()) {
            Money taken = share(payer, booked.parts());
            if (payer == Payer.BUYER) {
                taken = taken.plus(booked.unexplained());
            }
            if (!taken.isZero()) {
                Money after = before.plus(taken);
                Money fee = contract == null
                        ? null
                        : contract.givenBack(given, before).minus(contract.givenBack(given, after));
                Instant at = Objects.requireNonNull(times.get(booked.refundId()));
                items.add(new Item(booked.refundId(), taken.negated(), fee, at));
                before = after;
            }
        }
        return items;
    }

    /** What a payer gives of some parts. */
    private static Money share(Payer payer, AmountParts parts) {
        return switch (payer) {
            case BUYER -> parts.payable();
            case PLATFORM -> parts.get(AmountPart.discountOf(Bearer.PLATFORM));
            case INFLUENCER -> parts.get(AmountPart.discountOf(Bearer.INFLUENCER));
            case BANK -> parts.get(AmountPart.discountOf(Bearer.BANK));
        };
    }

    private static Instant firstOf(@Nullable Instant first, @Nullable Instant second, Instant otherwise) {
        return first != null ? first : second != null ? second : otherwise;
    }
}
