package io.omskit.engine.process;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Item;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.order.Amounts;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Refunds;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Edits;
import io.omskit.order.edit.Exchange;
import io.omskit.stock.Sources;
import io.omskit.value.Measure;
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

    /** The most that goes out for what comes back, in steps: no shop sends a million pieces, or a ton, in exchange. */
    private static final long MOST = 1_000_000;

    private static Edit refused(Order order, String code, Object... figures) {
        return new Edit(List.of(), Reason.of(code, "order " + order.ref(), figures));
    }

    private static Edit of(Order order, Edits edits) {
        Handling handling = order.handling();
        return edits.equals(handling.edits())
                ? NOTHING
                : new Edit(List.of(order.withHandling(handling.withEdits(edits))), null);
    }

    static Edit cancel(Order order, String lineId, long units) {
        List<Demand> demands = order.demands().stream()
                .filter(demand -> demand.isSold() && demand.lineId().equals(lineId))
                .toList();
        if (demands.isEmpty()) {
            boolean sold =
                    order.sale().lines().stream().anyMatch(line -> line.id().equals(lineId));
            return refused(order, sold ? "UNMAPPED_LINE" : "UNKNOWN_LINE", "line", lineId);
        }
        long left = Long.MAX_VALUE;
        for (Demand demand : demands) {
            long rest = demand.needed() - demand.canceled() - demand.progress().packed();
            left = Math.min(left, rest / demand.ratio());
        }
        if (units <= 0) {
            return refused(order, "NOT_A_QUANTITY", "units", units, "quantity", left);
        }
        if (units > left) {
            return refused(order, "CANCEL_TOO_LATE", "line", lineId, "left", left);
        }
        Order result = order;
        for (Demand demand : demands) {
            result = result.withDemand(demand.withWithdrawn(demand.canceled() + units * demand.ratio()));
        }
        return new Edit(List.of(result), null);
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
        if (command.reference().isBlank()) {
            return refused(order, "NO_REFERENCE", "command", "Exchange");
        }
        Item item = catalog.item(command.sku());
        if (item == null) {
            return refused(order, "UNKNOWN_SKU", "sku", command.sku());
        }
        if (command.units() <= 0 || command.quantity() <= 0) {
            return refused(order, "QUANTITY_NOT_POSITIVE", "units", command.units(), "quantity", command.quantity());
        }
        if (command.quantity() > MOST) {
            return refused(order, "NOT_A_QUANTITY", "units", command.quantity(), "quantity", MOST);
        }
        Exchange known = edits.exchange(command.reference()).orElse(null);
        if (known != null) {
            return known.equals(exchange(command, known.measure()))
                    ? NOTHING
                    : refused(order, "EXCHANGE_OTHER", "reference", command.reference());
        }
        long left = Demands.shippedUnits(order, command.lineId())
                - Demands.exchangedUnits(order, command.lineId())
                - refunded(order, command.lineId());
        if (command.units() > left) {
            return refused(order, "EXCHANGE_TOO_MANY", "line", command.lineId(), "left", Math.max(0, left));
        }
        return of(order, edits.with(exchange(command, item.measure())));
    }

    private static Exchange exchange(Command.Exchange command, Measure measure) {
        return new Exchange(
                command.reference(),
                command.lineId(),
                command.units(),
                command.sku(),
                measure,
                command.quantity(),
                command.afterReturn(),
                false);
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

    static Edit arrange(Order order, List<Arrangement> arrangements, Sources sources, Work work) {
        for (Arrangement arrangement : arrangements) {
            Edit refusal = byValue(order, arrangement, sources);
            if (refusal != null) {
                return refusal;
            }
            for (Arrangement.Units units : arrangement.units()) {
                boolean own = units.orderId() == order.id();
                if (!own && work.order(units.orderId()) == null) {
                    return new Edit(List.of(), Reason.of("UNKNOWN_ORDER", "order " + units.orderId()));
                }
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

    private static @Nullable Edit byValue(Order order, Arrangement arrangement, Sources sources) {
        String value = arrangement.value();
        if (arrangement.sort() == Arrangement.Sort.AT && sources.find(value) == null) {
            return refused(order, "ARRANGED_NOWHERE", "source", value);
        }
        return null;
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
        List<Order> apart = KeepApart.each(orders, by, work.now()).stream()
                .filter(one -> !orders.contains(one))
                .map(Edit::freed)
                .toList();
        for (Order one : apart.isEmpty() ? apart : orders) {
            work.notes(one.id()).reasons.add(Reason.of("TAKEN_APART", "order " + one.ref(), "by", by));
        }
        return apart.isEmpty() ? NOTHING : new Edit(apart, null);
    }

    /** A plan that was left as it is is made anew. */
    private static Order freed(Order order) {
        Handling handling = order.handling();
        return order.withHandling(handling.withEdits(handling.edits().withStanding(null)));
    }
}
