package io.omskit.engine.planning;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was said by hand about orders, and what holds of single lines ask for, as instructions to the planner. */
final class Arrangements {
    private Arrangements() {}

    static List<Instruction> of(List<Order> orders, Instant now) {
        List<Instruction> instructions = new ArrayList<>();
        for (Order order : orders) {
            order.handling().edits().arrangements().forEach(one -> instructions.addAll(instructions(order, one)));
            heldLines(order, orders.size() > 1, now, instructions);
        }
        return instructions;
    }

    private static List<? extends Instruction> instructions(Order order, Arrangement arrangement) {
        List<Part> parts = arrangement.units().stream()
                .map(units -> new Part(units.orderId(), units.demand(), units.quantity()))
                .toList();
        return switch (arrangement.sort()) {
            case AT ->
                parts.stream()
                        .map(part -> new Instruction.At(part, arrangement.value()))
                        .toList();
            case APART -> List.of(new Instruction.Apart(parts));
            case TOGETHER -> List.of(new Instruction.Together(parts));
            case PRESALE ->
                List.of(new Instruction.Answer(order.id(), ParcelPolicy.Presale.valueOf(arrangement.value())));
        };
    }

    /** A line that is held travels by itself, so that the rest of the order, and other orders, need not wait for it. */
    private static void heldLines(Order order, boolean inCompany, Instant now, List<Instruction> instructions) {
        List<Part> held = new ArrayList<>();
        boolean all = true;
        for (Demand demand : order.demands()) {
            long rest = demand.needed() - demand.canceled() - demand.progress().shipped();
            if (rest <= 0) {
                continue;
            }
            boolean alone = order.holds().stream()
                    .anyMatch(hold -> hold.lineId() != null
                            && hold.isAbout(order.id(), demand)
                            && (hold.blocks(Hold.Step.RELEASE, now) || hold.blocks(Hold.Step.HAND_OVER, now)));
            all &= alone;
            if (alone) {
                held.add(new Part(order.id(), demand.index(), rest));
            }
        }
        if (!held.isEmpty() && (inCompany || !all)) {
            instructions.add(new Instruction.Apart(held));
        }
    }
}
