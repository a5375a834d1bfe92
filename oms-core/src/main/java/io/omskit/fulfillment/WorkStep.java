package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.order.Progress;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One change of one fulfillment order in the making: rooms, counters, stock and reasons. Used once, by {@link SourceFold}. */
final class WorkStep {
    /** Which units of an allocation a step may take. */
    private interface Room {
        long of(Allocation allocation);
    }

    /** What a step does to units of an allocation; null where nothing is left of it. */
    private interface Change {
        @Nullable
        Allocation of(Allocation allocation, long units);
    }

    /** A scale that shows more than so many times what was sold shows something else. */
    private static final long MOST_TIMES = 10;

    private final SourceFold values;
    private final FulfillmentOrder work;
    private final Instant at;
    private final String reference;
    private final List<Allocation> allocations;
    private final Map<StockCell, Long> committed = new TreeMap<>();
    private final List<StockMovement> movements = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final Set<Long> touched = new TreeSet<>();
    private boolean ships;
    private @Nullable Instant releasedAt;
    private @Nullable Reason refusal;

    WorkStep(SourceFold values, FulfillmentOrder work, Instant at) {
        this.values = values;
        this.work = work;
        this.at = at;
        this.reference = FulfillmentOrder.reference(work.id());
        this.allocations = new ArrayList<>(work.allocations());
    }

    SourceFold.Outcome outcome() {
        if (refusal != null) {
            return new SourceFold.Outcome(work, null, List.of(), List.of(), refusal);
        }
        List<StockMovement> all = new ArrayList<>();
        committed.forEach((cell, units) -> all.add(StockMovement.commit(cell, units, reference)));
        all.addAll(movements);
        FulfillmentOrder base = releasedAt == null ? work : work.released(releasedAt);
        FulfillmentOrder after = allocations.equals(base.allocations()) ? base : base.withAllocations(allocations);
        return new SourceFold.Outcome(after, null, all, reasons, null);
    }

    void refuse(String code, Object... figures) {
        refusal = Reason.of(code, "fulfillment order " + work.id(), figures);
    }

    void release() {
        markReleased();
        tellAll("RELEASED", "source", work.source());
    }

    /** One reason for each order of the work. */
    void tellAll(String code, Object... figures) {
        touched.addAll(work.orderIds());
        tellOrders(code, figures);
    }

    /** From here on the plan leaves the work alone; every unit counts as released. */
    private void markReleased() {
        if (work.isMovable() && releasedAt == null) {
            releasedAt = at;
            allocations.replaceAll(a -> a.withProgress(
                    a.progress().release(a.quantity() - a.progress().released())));
        }
    }

    void pack(SourceReport.Packed report) {
        markReleased();
        take(
                "PACK",
                report.parts(),
                false,
                a -> a.quantity() - a.progress().packed(),
                (a, units) -> a.withProgress(a.progress().pack(units)));
        for (SourceReport.Weight weight : report.weights()) {
            weigh(weight);
        }
        tellOrders("PACKED", "source", work.source());
    }

    private void weigh(SourceReport.Weight weight) {
        for (int i = 0; i < allocations.size() && refusal == null; i++) {
            Allocation allocation = allocations.get(i);
            if (allocation.isOf(weight.part().orderId(), weight.part().demand())) {
                if (allocation.measure().digits() == 0) {
                    refuse("REFUSED_NOT_WEIGHED", "sku", allocation.sku());
                    return;
                }
                long nominal = weight.part().quantity();
                if (nominal <= 0
                        || nominal > allocation.progress().packed()
                        || weight.packed() > nominal * MOST_TIMES) {
                    refuseWeight(allocation, weight);
                    return;
                }
                Long before = allocation.packedWeight();
                allocations.set(
                        i, allocation.withPackedWeight(Math.addExact(before == null ? 0 : before, weight.packed())));
                long less = nominal - weight.packed();
                if (less != 0) {
                    move(
                            work.source(),
                            allocation.sku(),
                            cell -> StockMovement.adjust(cell, less, reference, "packed weight"));
                }
                return;
            }
        }
        if (refusal == null) {
            refuseUnits("WEIGH", weight.part(), 0);
        }
    }

    private void refuseWeight(Allocation allocation, SourceReport.Weight weight) {
        refuse(
                "REFUSED_WEIGHT",
                "sku",
                allocation.sku(),
                "weighed",
                text(allocation, weight.packed()),
                "nominal",
                text(allocation, weight.part().quantity()),
                "packed",
                text(allocation, allocation.progress().packed()));
    }

    void shortPick(List<Part> parts) {
        if (work.isMovable()) {
            refuse("REFUSED_STATE", "step", "SHORT_PICK", "state", work.state());
            return;
        }
        take("SHORT_PICK", parts, false, WorkStep::idle, (a, units) -> {
            // the goods are not there: what the reservation gives back must not look free
            move(work.source(), a.sku(), cell -> StockMovement.release(cell, units, reference));
            move(work.source(), a.sku(), cell -> StockMovement.adjust(cell, -units, reference, "short pick"));
            tell(a, "SHORT_PICK", units);
            return units == a.quantity() ? null : a.less(units);
        });
    }

    void pullBack(List<Part> parts) {
        if (work.isMovable()) {
            refuse("REFUSED_STATE", "step", "PULL_BACK", "state", work.state());
            return;
        }
        take("PULL_BACK", parts, false, WorkStep::idle, (a, units) -> {
            move(work.source(), a.sku(), cell -> StockMovement.release(cell, units, reference));
            tell(a, "PULLED_BACK", units);
            return units == a.quantity() ? null : a.less(units);
        });
    }

    void intercept(List<Part> parts) {
        take("INTERCEPT", parts, false, WorkStep::underway, (a, units) -> {
            tell(a, "INTERCEPT_REQUESTED", units);
            return a;
        });
    }

    private static long idle(Allocation allocation) {
        return allocation.quantity() - allocation.progress().packed();
    }

    private static long underway(Allocation allocation) {
        Progress progress = allocation.progress();
        return progress.packed() - Math.max(progress.delivered() + progress.lost(), progress.returned());
    }

    List<Part> ship(SourceReport.Shipped report) {
        markReleased();
        List<Part> shipped = new ArrayList<>();
        ships = true;
        take("SHIP", report.parts(), false, a -> a.quantity() - a.progress().shipped(), (a, units) -> {
            shipped.add(new Part(a.orderId(), a.demand(), units));
            return shipped(a, units);
        });
        tellOrders("SHIPPED", "source", work.source(), "parcel", report.carrier() + "/" + report.number());
        return Part.merged(shipped);
    }

    void deliver(List<Part> parts, boolean upTo) {
        markReleased();
        ships = true;
        take(
                "DELIVER",
                parts,
                upTo,
                a -> a.quantity() - a.progress().delivered() - a.progress().lost(),
                (a, units) -> {
                    Progress progress = a.progress();
                    Allocation left = shipped(a, progress.delivered() + progress.lost() + units - progress.shipped());
                    return left.withProgress(left.progress().deliver(units));
                });
        tellOrders("DELIVERED", "source", work.source());
    }

    void lose(List<Part> parts, boolean upTo) {
        markReleased();
        ships = true;
        take(
                "LOSE",
                parts,
                upTo,
                a -> a.progress().returnable() + a.quantity() - a.progress().shipped(),
                (a, units) -> {
                    Allocation left = shipped(a, units - a.progress().returnable());
                    tell(a, "LOST", units);
                    return left.withProgress(left.progress().lose(units));
                });
    }

    void announceReturn(List<Part> parts, boolean upTo) {
        take("ANNOUNCE_RETURN", parts, upTo, a -> a.progress().returnable(), (a, units) -> {
            tell(a, "RETURN_ANNOUNCED", units);
            return a.withProgress(a.progress().requestReturn(units));
        });
    }

    void receive(SourceReport.ReturnReceived report) {
        String told = report.source();
        String source = told == null ? work.source() : told;
        if (!values.isKnown(source)) {
            refuse("REFUSED_SOURCE", "step", "RECEIVE_RETURN", "source", source);
            return;
        }
        boolean all = report.good().isEmpty() && report.damaged().isEmpty();
        if (all || !report.good().isEmpty()) {
            Room announced = a -> a.progress().returnRequested();
            take("RECEIVE_RETURN", report.good(), false, all ? announced : WorkStep::outside, (a, units) -> {
                move(source, a.sku(), cell -> StockMovement.returned(cell, units, reference));
                tell(a, "RETURNED_GOOD", units);
                return a.withProgress(a.progress().receive(units, 0));
            });
        }
        if (!report.damaged().isEmpty()) {
            take("RECEIVE_RETURN", report.damaged(), false, WorkStep::outside, (a, units) -> {
                move(source, a.sku(), cell -> StockMovement.returned(cell, units, reference));
                move(source, a.sku(), cell -> StockMovement.damage(cell, units, reference, "returned damaged"));
                tell(a, "RETURNED_DAMAGED", units);
                return a.withProgress(a.progress().receive(0, units));
            });
        }
    }

    private static long outside(Allocation allocation) {
        Progress progress = allocation.progress();
        return progress.shipped() - progress.returned() - progress.lost();
    }

    /** The allocation after so many more units left; none where the count is not positive. */
    private Allocation shipped(Allocation allocation, long units) {
        if (units <= 0) {
            return allocation;
        }
        if (values.isCounted(work.source())) {
            committed.merge(new StockCell(work.source(), allocation.sku()), units, Math::addExact);
        }
        return allocation.withProgress(allocation.progress().ship(units));
    }

    /** Takes the parts from the allocations that have room, in their order; refuses all where one part does not fit. */
    private void take(String name, List<Part> parts, boolean upTo, Room room, Change change) {
        if (refusal != null) {
            return;
        }
        if (!parts.isEmpty()) {
            for (Part part : isSound(name, parts) ? Part.merged(parts) : List.<Part>of()) {
                takePart(name, part, upTo, room, change);
            }
            return;
        }
        boolean any = false;
        for (Part part : everything(room)) {
            any = true;
            takePart(name, part, true, room, change);
        }
        if (!any) {
            refuse("REFUSED_NOTHING_OPEN", "step", name);
        }
    }

    private List<Part> everything(Room room) {
        List<Part> parts = new ArrayList<>();
        for (Allocation allocation : allocations) {
            if (room.of(allocation) > 0) {
                parts.add(new Part(allocation.orderId(), allocation.demand(), room.of(allocation)));
            }
        }
        return Part.merged(parts);
    }

    /** One part that is not positive would take from another of the same demand. */
    private boolean isSound(String name, List<Part> parts) {
        for (Part part : parts) {
            if (part.quantity() <= 0) {
                refuse("REFUSED_NOT_POSITIVE", "step", name, "demand", part.demand(), "quantity", part.quantity());
                return false;
            }
        }
        return true;
    }

    private void takePart(String name, Part part, boolean upTo, Room room, Change change) {
        long rest = part.quantity();
        for (int i = 0; i < allocations.size() && rest > 0; i++) {
            Allocation allocation = allocations.get(i);
            long open = allocation.isOf(part.orderId(), part.demand()) ? Math.min(rest, room.of(allocation)) : 0;
            if (open <= 0) {
                continue;
            }
            if (ships && allocation.unitsFrom() == null) {
                i = fixUnits(i) - 1;
                continue;
            }
            rest -= open;
            touched.add(part.orderId());
            Allocation changed = change.of(allocation, open);
            if (changed == null) {
                allocations.remove(i--);
            } else {
                allocations.set(i, changed);
            }
        }
        if (rest > 0 && !upTo && refusal == null) {
            refuseUnits(name, part, part.quantity() - rest);
        }
    }

    private void refuseUnits(String name, Part part, long open) {
        for (Allocation allocation : work.allocations()) {
            if (allocation.isOf(part.orderId(), part.demand())) {
                refuse(
                        "REFUSED_QUANTITY",
                        "step",
                        name,
                        "sku",
                        allocation.sku(),
                        "asked",
                        text(allocation, part.quantity()),
                        "open",
                        text(allocation, open));
                return;
            }
        }
        refuse("REFUSED_NOT_PART", "step", name, "order", part.orderId(), "demand", part.demand());
    }

    /** Gives the allocation at this place its units for good; it may fall apart. Returns the same place. */
    private int fixUnits(int place) {
        Allocation allocation = allocations.get(place);
        Map<Long, FulfillmentOrder> all = new HashMap<>(values.works());
        all.put(work.id(), work.withAllocations(allocations));
        List<Allocation> fixed = MoneyShares.fixed(
                values.order(allocation.orderId()).demands().get(allocation.demand()), allocation, all.values());
        allocations.remove(place);
        allocations.addAll(place, fixed);
        return place;
    }

    private void move(String source, Sku sku, Function<StockCell, StockMovement> movement) {
        if (values.isCounted(source)) {
            movements.add(movement.apply(new StockCell(source, sku)));
        }
    }

    private void tell(Allocation allocation, String code, long units) {
        reasons.add(Reason.of(
                code,
                "order " + values.order(allocation.orderId()).ref(),
                "sku",
                allocation.sku(),
                "quantity",
                text(allocation, units),
                "source",
                work.source()));
    }

    /** One reason for each order of which something happened. */
    private void tellOrders(String code, Object... figures) {
        for (long id : touched) {
            reasons.add(Reason.of(code, "order " + values.order(id).ref(), figures));
        }
    }

    private static String text(Allocation allocation, long units) {
        return Quantity.of(units, allocation.measure()).toDecimal().toPlainString();
    }
}
