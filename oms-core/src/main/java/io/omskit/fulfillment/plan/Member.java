package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.value.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Regroup} reads of one order: small, without personal data, so that the journal can keep it.
 *
 * @param orderId the order
 * @param ref the order on its channel
 * @param paidAt when payment was complete
 * @param blocked whether a hold keeps the plan from being changed; the order keeps what it has
 * @param merge what only merging asks for
 * @param wants what it needs planned or taken back, by demand; demands in balance are left out
 */
public record Member(
        long orderId, ChannelRef ref, @Nullable Instant paidAt, boolean blocked, MergeTraits merge, List<Want> wants) {

    public Member {
        wants = wants.stream().sorted(Comparator.comparingInt(Want::demand)).toList();
    }

    /**
     * What a demand needs beyond, or has too much of, in released work. Exactly one of quantity and surplus is positive.
     *
     * @param demand index of the demand in its order
     * @param sku what
     * @param measure how it is counted
     * @param needed what the demand asks for in all
     * @param quantity units to plan, in the smallest step
     * @param surplus units that released work holds and nobody wants any more
     * @param source who must fulfill it, where the channel has decided that
     * @param presale whether it is sold before stock exists, and the goods have not come
     * @param goods what is known of the goods; a {@link RegroupInput} leaves it out where nothing asks for it
     * @param bond how the units belong to others, and until when they must leave; the time is left out where no source has
     *     a calendar
     */
    public record Want(
            int demand,
            Sku sku,
            Measure measure,
            long needed,
            long quantity,
            long surplus,
            @Nullable String source,
            boolean presale,
            Goods goods,
            Bond bond) {
        public Want {
            if (quantity < 0 || surplus < 0 || (quantity == 0) == (surplus == 0)) {
                throw new IllegalArgumentException("demand " + demand + " wants " + quantity + " and has a surplus of "
                        + surplus + ".\nGive one of them; leave out a demand in balance.");
            }
        }

        private Want with(Goods newGoods, Bond newBond) {
            return new Want(demand, sku, measure, needed, quantity, surplus, source, presale, newGoods, newBond);
        }
    }

    /**
     * What the plan reads of an order.
     *
     * @param works the fulfillment orders that hold allocations of it; others do not matter
     * @param now the moment of the decision; holds may have expired
     * @param merging reads what only merging asks for
     */
    public static Member of(Order order, Collection<FulfillmentOrder> works, Instant now, MergeReading merging) {
        return new Member(
                order.id(),
                order.ref(),
                order.paidAt(),
                order.isBlocked(Hold.Step.PLAN, now),
                merging.of(order, now),
                wants(order, works, merging));
    }

    /** What the plan reads of an order where nothing but the order is known and the usual policy holds. */
    public static Member of(Order order, Collection<FulfillmentOrder> works, Instant now) {
        return of(order, works, now, MergeReading.of(MergePolicy.defaults()));
    }

    private static List<Want> wants(Order order, Collection<FulfillmentOrder> works, MergeReading reading) {
        long[] fixed = fixed(order, works);
        List<Want> wants = new ArrayList<>();
        for (Demand demand : order.demands()) {
            long rest = demand.needed() - demand.canceled() - fixed[demand.index()];
            if (rest != 0) {
                wants.add(new Want(
                        demand.index(),
                        demand.sku(),
                        demand.measure(),
                        demand.needed(),
                        Math.max(0, rest),
                        Math.max(0, -rest),
                        demand.source() == null ? order.handling().source() : demand.source(),
                        demand.presale() && !reading.isActive(demand),
                        reading.goods(order, demand),
                        Bond.of(order, demand)));
            }
        }
        return wants;
    }

    /** What released work holds, by demand. */
    private static long[] fixed(Order order, Collection<FulfillmentOrder> works) {
        long[] fixed = new long[order.demands().size()];
        for (FulfillmentOrder work : works) {
            if (!work.isMovable()) {
                for (Allocation allocation : work.allocations()) {
                    if (allocation.orderId() == order.id()) {
                        fixed[allocation.demand()] += allocation.quantity();
                    }
                }
            }
        }
        return fixed;
    }

    /** The demand's want; absent where it is in balance. */
    @Nullable
    Want want(int demand) {
        int low = 0;
        int high = wants.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = wants.get(middle).demand();
            if (found == demand) {
                return wants.get(middle);
            }
            low = found < demand ? middle + 1 : low;
            high = found < demand ? high : middle - 1;
        }
        return null;
    }

    /** The same without what no constraint of the decision asks for. */
    Member trimmed(boolean readsGoods, boolean readsTimes) {
        boolean lean = true;
        for (Want want : wants) {
            lean &= (readsGoods || want.goods().equals(Goods.UNKNOWN))
                    && (readsTimes || want.bond().shipBy() == null);
        }
        if (lean) {
            return this;
        }
        List<Want> trimmed = new ArrayList<>(wants.size());
        for (Want want : wants) {
            Goods goods = readsGoods ? want.goods() : Goods.UNKNOWN;
            trimmed.add(want.with(goods, readsTimes ? want.bond() : want.bond().withoutShipBy()));
        }
        return new Member(orderId, ref, paidAt, blocked, merge, trimmed);
    }

    Member withMerge(MergeTraits traits) {
        return new Member(orderId, ref, paidAt, blocked, traits, wants);
    }

    /** The same for a decision in which it shares its merge key with nobody: without what only merging asks for. */
    Member unmergeable(boolean sole) {
        return new Member(orderId, ref, sole ? null : paidAt, blocked, MergeTraits.NONE, wants);
    }
}
