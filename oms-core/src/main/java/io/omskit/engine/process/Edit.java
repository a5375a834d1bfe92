package io.omskit.engine.process;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Item;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.plan.KeepApart;
import io.omskit.order.Amounts;
import io.omskit.order.Demands;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Refunds;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Edits;
import io.omskit.order.edit.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What commands change about orders after they were taken. Pure; what follows from the change is planned afterwards.
 *
 * @param orders the orders as they are to be; empty where nothing changes
 * @param refusal why nothing may change, else absent
 */
record Edit(List<Order> orders, @Nullable Reason refusal) {
    private static final Set<String> OWNERS = Set.of(Hold.FLOW, Hold.RULES, "gifts");
    private static final Edit NOTHING = new Edit(List.of(), null);

    private static Edit refused(Order order, String code, Object... figures) {
        return new Edit(List.of(), Reason.of(code, "order " + order.ref(), figures));
    }

    private static Edit of(Order order, Edits edits) {
        Handling handling = order.handling();
        return edits.equals(handling.edits())
                ? NOTHING
                : new Edit(List.of(order.withHandling(handling.withEdits(edits))), null);
    }

    /** The order with a hold of somebody's own; what the engine holds itself, it also lifts itself. */
    static Edit hold(Order order, Hold hold, Instant now) {
        String line = hold.lineId();
        Instant until = hold.expiresAt();
        boolean known = order.sale().isExpected()
                || order.sale().lines().stream().anyMatch(one -> one.id().equals(line));
        if (line != null && !known) {
            return refused(order, "UNKNOWN_LINE", "line", line);
        }
        String cause = "";
        if (OWNERS.contains(hold.owner())) {
            cause = "OWNER_OF_THE_ENGINE";
        } else if (hold.owner().isBlank()
                || hold.handle().isBlank()
                || hold.type().isBlank()) {
            cause = "BLANK";
        } else if (until != null && !until.isAfter(now)) {
            cause = "EXPIRED";
        }
        if (!cause.isEmpty()) {
            return refused(order, "HOLD_REFUSED", "owner", hold.owner(), "handle", hold.handle(), "cause", cause);
        }
        Order held = order.withHold(hold);
        return held.equals(order) ? NOTHING : new Edit(List.of(held), null);
    }

    static Edit lift(Order order, Command.LiftHold lift) {
        if (lift.owner().equals(Hold.FLOW) || lift.owner().equals(Hold.RULES)) {
            return refused(order, "GATE_NOT_OPENABLE", "gate", lift.handle());
        }
        Order lifted = lift.everywhere()
                ? order.withoutHold(lift.owner(), lift.handle())
                : order.withoutHold(lift.owner(), lift.handle(), lift.lineId());
        return lifted.equals(order)
                ? refused(order, "UNKNOWN_HOLD", "owner", lift.owner(), "handle", lift.handle())
                : new Edit(List.of(lifted), null);
    }

    static Edit exchange(Order order, Command.Exchange command, Catalog catalog) {
        Edits edits = order.handling().edits();
        if (edits.exchange(command.reference()).isPresent()) {
            return NOTHING;
        }
        Item item = catalog.item(command.sku());
        if (item == null) {
            return refused(order, "UNKNOWN_SKU", "sku", command.sku());
        }
        if (command.units() <= 0 || command.quantity() <= 0) {
            return refused(order, "QUANTITY_NOT_POSITIVE", "units", command.units(), "quantity", command.quantity());
        }
        long exchanged = edits.exchanges().stream()
                .filter(one -> one.lineId().equals(command.lineId()) && !one.canceled())
                .mapToLong(Exchange::units)
                .sum();
        long left = Demands.shippedUnits(order, command.lineId()) - exchanged - refunded(order, command.lineId());
        if (command.units() > left) {
            return refused(order, "EXCHANGE_TOO_MANY", "line", command.lineId(), "left", Math.max(0, left));
        }
        return of(
                order,
                edits.with(new Exchange(
                        command.reference(),
                        command.lineId(),
                        command.units(),
                        command.sku(),
                        item.measure(),
                        command.quantity(),
                        command.afterReturn(),
                        false)));
    }

    /** Units whose money went back after they had left cannot be exchanged as well. */
    private static long refunded(Order order, String lineId) {
        Amounts amounts = order.sale().amounts();
        boolean known = amounts != null
                && amounts.lines().stream().anyMatch(line -> line.lineId().equals(lineId));
        long canceled = order.demands().stream()
                .filter(demand -> demand.isSold() && demand.lineId().equals(lineId))
                .mapToLong(demand -> demand.canceled() / demand.ratio())
                .min()
                .orElse(0);
        return known
                ? Refunds.of(order.sale(), Refunds.FreightPolicy.NEVER)
                        .map(refunds -> Math.max(0, refunds.unitsRefunded(lineId) - canceled))
                        .orElse(0L)
                : 0;
    }

    static Edit callOff(Order order, String reference) {
        Edits edits = order.handling().edits();
        return edits.exchange(reference)
                .map(exchange -> of(order, edits.with(exchange.calledOff())))
                .orElseGet(() -> refused(order, "UNKNOWN_EXCHANGE", "reference", reference));
    }

    static Edit arrange(Order order, List<Arrangement> arrangements) {
        for (Arrangement arrangement : arrangements) {
            for (Arrangement.Units units : arrangement.units()) {
                boolean own = units.orderId() == order.id();
                if (own
                        && (units.demand() < 0
                                || units.demand() >= order.demands().size())) {
                    return refused(order, "UNKNOWN_DEMAND", "demand", units.demand());
                }
                long most = own ? order.demands().get(units.demand()).needed() : Long.MAX_VALUE;
                if (units.quantity() <= 0 || units.quantity() > most) {
                    return refused(order, "NOT_A_QUANTITY", "units", units.quantity(), "quantity", most);
                }
            }
        }
        return of(order, order.handling().edits().withArrangements(arrangements));
    }

    static Edit unmerge(Order order, String by, Work work) {
        TreeSet<Long> members = new TreeSet<>();
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            if (held.orderIds().size() > 1 && !held.isMovable()) {
                return refused(order, "UNMERGE_TOO_LATE", "state", held.state());
            }
            members.addAll(held.orderIds());
        }
        if (members.size() < 2) {
            return refused(order, "NOT_MERGED");
        }
        work.preloadIds(members);
        List<Order> orders = new ArrayList<>();
        for (Long id : members) {
            Order member = work.order(id);
            if (member != null) {
                orders.add(member);
            }
        }
        List<Order> apart = KeepApart.each(orders, by, work.now());
        apart = apart.stream().filter(one -> !orders.contains(one)).toList();
        return apart.isEmpty() ? NOTHING : new Edit(apart, null);
    }
}
