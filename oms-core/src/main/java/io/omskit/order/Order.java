package io.omskit.order;

import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order: what was sold on one channel, what it needs, what holds it. Never split or merged itself.
 *
 * <p>Immutable; every change returns a copy.
 *
 * @param id our own key, ordered by the time we first heard of the order
 * @param ref the order on its channel
 * @param sale the commercial truth, folded from facts
 * @param demands what the lines need, in the order of their index
 * @param holds what blocks it: the gates in the order of their flow, then all others in the order in which they were set
 * @param parties who bought and where it goes, as keyed hashes
 * @param region code of the destination region, where known
 * @param passes gates that were released for good, by whom and when
 * @param handling what rules and people decided about it apart from holds
 * @param fulfillmentOrders ids of the fulfillment orders that hold allocations of it, ascending
 * @param firstSeenAt when we first heard of it
 * @param journal id of the last journal row that tells of this order, 0 if there is none
 * @param unknown members of the stored form that only a newer version knows, as {@link OrderJson} reads and writes them;
 *     absent where there are none
 */
public record Order(
        long id,
        ChannelRef ref,
        Sale sale,
        List<Demand> demands,
        List<Hold> holds,
        PartyKeys parties,
        @Nullable String region,
        List<Pass> passes,
        Handling handling,
        List<Long> fulfillmentOrders,
        Instant firstSeenAt,
        long journal,
        @Nullable String unknown) {

    public Order {
        demands = List.copyOf(demands);
        holds = List.copyOf(holds);
        passes = List.copyOf(passes);
        fulfillmentOrders = List.copyOf(fulfillmentOrders);
    }

    /**
     * A gate that somebody or some rule released for good; it does not close again for the same order.
     *
     * @param gate the type of the gate
     * @param by the rule as {@code id@version}, or who the host says
     * @param at when
     */
    public record Pass(String gate, String by, Instant at) {}

    /** An order that some fact names and nobody has described yet. */
    public static Order expected(long id, ChannelRef ref, Instant now) {
        return new Order(
                id,
                ref,
                Sale.EXPECTED,
                List.of(),
                List.of(),
                PartyKeys.NONE,
                null,
                List.of(),
                Handling.NONE,
                List.of(),
                now,
                0,
                null);
    }

    public Order withSale(Sale newSale) {
        return new Order(
                id,
                ref,
                newSale,
                demands,
                holds,
                parties,
                region,
                passes,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journal,
                unknown);
    }

    public Order withDemands(List<Demand> newDemands) {
        return new Order(
                id,
                ref,
                sale,
                newDemands,
                holds,
                parties,
                region,
                passes,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journal,
                unknown);
    }

    /** The same order with one demand replaced by its index. */
    public Order withDemand(Demand demand) {
        List<Demand> all = new ArrayList<>(demands);
        all.set(demand.index(), demand);
        return withDemands(all);
    }

    public Order withHolds(List<Hold> newHolds) {
        return new Order(
                id,
                ref,
                sale,
                demands,
                newHolds,
                parties,
                region,
                passes,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journal,
                unknown);
    }

    /** The same order with one more hold; a hold that is there already changes nothing. */
    public Order withHold(Hold hold) {
        for (Hold known : holds) {
            if (known.isSame(hold)) {
                return this;
            }
        }
        List<Hold> all = new ArrayList<>(holds);
        all.add(hold);
        return withHolds(all);
    }

    /** The same order without the hold of this owner and handle on one line, or on the order as a whole where none is named. */
    public Order withoutHold(String owner, String handle, @Nullable String lineId) {
        List<Hold> rest = holds.stream()
                .filter(hold -> !(hold.owner().equals(owner)
                        && hold.handle().equals(handle)
                        && Objects.equals(hold.lineId(), lineId)))
                .toList();
        return rest.size() == holds.size() ? this : withHolds(rest);
    }

    /** The same order without the holds of this owner and handle, on whatever line. */
    public Order withoutHold(String owner, String handle) {
        List<Hold> rest = holds.stream()
                .filter(hold -> !(hold.owner().equals(owner) && hold.handle().equals(handle)))
                .toList();
        return rest.size() == holds.size() ? this : withHolds(rest);
    }

    public Order withParties(PartyKeys newParties, @Nullable String newRegion) {
        return new Order(
                id,
                ref,
                sale,
                demands,
                holds,
                newParties,
                newRegion,
                passes,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journal,
                unknown);
    }

    /** The same order with one more gate released for good; a gate that was released before changes nothing. */
    public Order withPass(Pass pass) {
        if (hasPassed(pass.gate())) {
            return this;
        }
        List<Pass> all = new ArrayList<>(passes);
        all.add(pass);
        return new Order(
                id,
                ref,
                sale,
                demands,
                holds,
                parties,
                region,
                all,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journal,
                unknown);
    }

    /** The same order, for which the gate may close again. */
    public Order withoutPass(String gate) {
        List<Pass> rest =
                passes.stream().filter(pass -> !pass.gate().equals(gate)).toList();
        return rest.size() == passes.size()
                ? this
                : new Order(
                        id,
                        ref,
                        sale,
                        demands,
                        holds,
                        parties,
                        region,
                        rest,
                        handling,
                        fulfillmentOrders,
                        firstSeenAt,
                        journal,
                        unknown);
    }

    /** Whether the gate of this type was released for good. */
    public boolean hasPassed(String gate) {
        for (Pass pass : passes) {
            if (pass.gate().equals(gate)) {
                return true;
            }
        }
        return false;
    }

    public Order withHandling(Handling newHandling) {
        return newHandling.equals(handling)
                ? this
                : new Order(
                        id,
                        ref,
                        sale,
                        demands,
                        holds,
                        parties,
                        region,
                        passes,
                        newHandling,
                        fulfillmentOrders,
                        firstSeenAt,
                        journal,
                        unknown);
    }

    public Order withFulfillmentOrders(List<Long> ids) {
        return new Order(
                id, ref, sale, demands, holds, parties, region, passes, handling, ids, firstSeenAt, journal, unknown);
    }

    public Order withJournal(long journalId) {
        return new Order(
                id,
                ref,
                sale,
                demands,
                holds,
                parties,
                region,
                passes,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journalId,
                unknown);
    }

    Order withUnknown(@Nullable String newUnknown) {
        return new Order(
                id,
                ref,
                sale,
                demands,
                holds,
                parties,
                region,
                passes,
                handling,
                fulfillmentOrders,
                firstSeenAt,
                journal,
                newUnknown);
    }

    /** Whether a hold keeps the step from happening at the given time. */
    public boolean isBlocked(Hold.Step step, Instant now) {
        for (Hold hold : holds) {
            if (hold.blocks(step, now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a hold on the whole order or on this line keeps the step from happening at the given time. */
    public boolean isBlocked(Hold.Step step, String lineId, Instant now) {
        for (Hold hold : holds) {
            if ((hold.lineId() == null || lineId.equals(hold.lineId())) && hold.blocks(step, now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a hold keeps the step from happening to the units of a demand at the given time. */
    public boolean isBlocked(Hold.Step step, Demand demand, Instant now) {
        for (Hold hold : holds) {
            if (hold.blocks(step, now) && hold.isAbout(id, demand)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a hold keeps the step from happening to the whole order; one of a line does not while others are open. */
    public boolean isWhollyBlocked(Hold.Step step, Instant now) {
        if (!isBlocked(step, now)) {
            return false;
        }
        boolean open = false;
        for (Demand demand : demands) {
            open |= demand.open() > 0;
            if (demand.open() > 0 && !isBlocked(step, demand, now)) {
                return false;
            }
        }
        return open || holds.stream().anyMatch(hold -> hold.lineId() == null && hold.blocks(step, now));
    }

    /** Whether work on it may still come: something is neither shipped nor canceled, and the channel has not closed it. */
    public boolean isOpen() {
        if (sale.isExpected()) {
            return true;
        }
        PlatformStatus status = sale.status();
        if (status.isClosed()) {
            return false;
        }
        for (Demand demand : demands) {
            if (demand.open() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The line as sold. */
    public OrderFact.Line line(String lineId) {
        for (OrderFact.Line line : sale.lines()) {
            if (line.id().equals(lineId)) {
                return line;
            }
        }
        throw new IllegalArgumentException("order " + ref + " has no line " + lineId + ".\nLines: "
                + sale.lines().stream().map(OrderFact.Line::id).toList() + ".");
    }

    /** What the buyer still owes (positive) or is owed (negative); absent while the money is not known. */
    public @Nullable Money outstanding() {
        Amounts amounts = sale.amounts();
        Money paid = sale.paid();
        return amounts == null || paid == null
                ? null
                : amounts.total().payable().minus(paid);
    }

    /** When payment was complete, where known. */
    public @Nullable Instant paidAt() {
        return sale.latest() == null ? null : sale.latest().paidAt();
    }

    /**
     * Until when to hand over: what a rule set, else the earliest promise of an open line, else of the order. Source:
     *
     */
    public @Nullable Instant shipBy() {
        Duration within = handling.shipWithin();
        Instant paid = paidAt();
        if (within != null && paid != null) {
            return paid.plus(within);
        }
        Instant earliest = null;
        // by index: rules ask this again and again, and an iterator would be an object each time
        for (int i = 0; i < demands.size(); i++) {
            Demand demand = demands.get(i);
            Instant promised = demand.shipBy();
            if (promised != null && demand.open() > 0 && (earliest == null || promised.isBefore(earliest))) {
                earliest = promised;
            }
        }
        return earliest != null || sale.latest() == null
                ? earliest
                : sale.latest().shipBy();
    }

    /** Whether both hold the same commercial truth, whatever work was done on them (invariant S2). */
    public boolean isCommerciallyEqual(Order other) {
        return Objects.equals(ref, other.ref) && sale.equals(other.sale);
    }
}
