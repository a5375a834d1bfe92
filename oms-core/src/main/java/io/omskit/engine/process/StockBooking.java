package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.work.References;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import io.omskit.stock.StockMovement.Goods;
import io.omskit.stock.StockMovement.Op;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Books stock that the host moves: at sources that there are, each movement once under its kind, cell and reference, and of a
 * reservation no more than is left of it. How much was reserved is what the counter of its reference holds; how much of
 * that has ended is a counter of its own.
 */
final class StockBooking {
    private final Work work;
    private final Sources sources;

    StockBooking(Work work, Sources sources) {
        this.work = work;
        this.sources = sources;
    }

    /** Reads ahead, in two questions, what booking these will ask for. */
    void preload(Collection<StockMovement> movements) {
        Set<List<String>> references = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (StockMovement movement : movements) {
            references.add(bookedUnder(movement));
            movement.deltas().forEach(delta -> keys.add(delta.key()));
            if (movement instanceof Goods goods && endsReservation(goods)) {
                references.add(reservation(goods));
                keys.add(endedKey(goods));
            }
        }
        work.references().preload(references);
        work.counters().preload(keys);
    }

    /** Books all of a command, or nothing of it. */
    Command.Result book(Command.MoveStock command) {
        Reason refusal = refusal(command.movements());
        if (refusal != null) {
            return Command.Result.refused(refusal);
        }
        for (StockMovement movement : command.movements()) {
            work.references().use(bookedUnder(movement), movement.op() == Op.RESERVE ? movement.quantity() : 1);
            if (movement instanceof Goods goods && endsReservation(goods)) {
                work.use(0, endedKey(goods), goods.quantity(), work.references().figure(reservation(goods)));
            }
            work.move(0, movement);
        }
        return Command.Result.done(List.of());
    }

    private @Nullable Reason refusal(List<StockMovement> movements) {
        Set<List<String>> references = new HashSet<>();
        Map<List<String>, Long> left = new HashMap<>();
        for (StockMovement movement : movements) {
            if (movement instanceof Goods goods && sources.find(goods.cell().source()) == null) {
                return Reason.of("UNKNOWN_SOURCE", goods.cell().source(), "sku", goods.sku());
            }
            if (work.references().isUsed(bookedUnder(movement)) || !references.add(bookedUnder(movement))) {
                return Reason.of("ALREADY_BOOKED", movement.sku().toString(), "reference", movement.reference());
            }
            Reason reserved = movement instanceof Goods goods ? byReservation(goods, left) : null;
            if (reserved != null) {
                return reserved;
            }
        }
        for (StockMovement.Delta delta : StockMovement.net(movements)) {
            long value = work.counters().value(delta.key());
            if (!delta.allowedAt(value)) {
                return Reason.of("STOCK_REFUSED", delta.key(), "free", value, "change", delta.delta());
            }
        }
        return null;
    }

    /** Why a reservation cannot be made or ended like this. */
    private @Nullable Reason byReservation(Goods goods, Map<List<String>, Long> left) {
        boolean ends = endsReservation(goods);
        if (!ends && goods.op() != Op.RESERVE) {
            return null;
        }
        String sku = goods.sku().toString();
        if (FulfillmentOrder.isReference(goods.reference())) {
            return Reason.of("REFERENCE_OF_WORK", sku, "reference", goods.reference());
        }
        long there = left.computeIfAbsent(reservation(goods), same -> left(goods));
        long after = ends ? there - goods.quantity() : there + goods.quantity();
        left.put(reservation(goods), after);
        return after >= 0
                ? null
                : Reason.of(
                        "RESERVED_LESS",
                        sku,
                        "reference",
                        goods.reference(),
                        "left",
                        there,
                        "step",
                        goods.op(),
                        "asked",
                        goods.quantity());
    }

    private long left(Goods goods) {
        String ended = endedKey(goods);
        return work.references().figure(reservation(goods))
                - work.counters().used(List.of(ended)).getOrDefault(ended, 0L);
    }

    private static boolean endsReservation(Goods movement) {
        return movement.op() == Op.RELEASE || movement.op() == Op.COMMIT;
    }

    /** Under what a reservation is booked that this movement makes or ends. */
    private static List<String> reservation(Goods goods) {
        return reference(Op.RESERVE.name(), StockCounters.key(goods.cell(), Counter.FREE), goods);
    }

    private static String endedKey(Goods goods) {
        return References.key(reference("ENDED", StockCounters.key(goods.cell(), Counter.FREE), goods));
    }

    private static List<String> bookedUnder(StockMovement movement) {
        return reference(movement.op().name(), movement.deltas().get(0).key(), movement);
    }

    private static List<String> reference(String kind, String place, StockMovement movement) {
        return List.of("stock-movement", kind, place, movement.reference());
    }
}
