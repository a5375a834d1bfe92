package io.omskit.examples.cli.day;

import io.omskit.connect.Answer;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.logistics.Logistics;
import io.omskit.logistics.Waybill;
import io.omskit.value.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The people in the warehouses: they take work, pack it some hours later, weigh what is sold by weight, and hand parcels to
 * the carrier. The supplier abroad has a carrier of its own and tells when its parcels arrive.
 */
final class Warehouses implements EffectHandler {
    /** The carrier of the supplier. */
    static final String ABROAD = "ups";

    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration BACK = Duration.ofDays(2);

    private final SplittableRandom random;
    private final DayClock clock;
    private final Map<Long, Instant> due = new TreeMap<>();
    private final Map<String, Instant> arrivals = new TreeMap<>();
    private final Map<Long, Instant> returns = new TreeMap<>();
    private final List<Long> packed = new ArrayList<>();
    private int abroad;
    private int failedCalls;

    Warehouses(long seed, DayClock clock) {
        this.random = new SplittableRandom(seed + 3);
        this.clock = clock;
    }

    @Override
    public String type() {
        return Effect.SOURCE_WORK;
    }

    @Override
    public RepeatRule repeat() {
        return RepeatRule.SAME_KEY;
    }

    @Override
    public Outcome run(Effect effect) {
        if (effect.datum("action").equals("release")) {
            Duration packing = Duration.ofMinutes(40 + random.nextInt(300));
            due.putIfAbsent(effect.fulfillmentOrder(), clock.instant().plus(packing));
            return Outcome.Done.of("taken");
        }
        // where only some units are not to leave, the rest is packed all the same
        if (!effect.data().containsKey("units")) {
            due.remove(effect.fulfillmentOrder());
        }
        return Outcome.Done.of("stopped");
    }

    /** A warehouse that takes work as all do, but sends nothing with these goods. */
    EffectHandler without(String sku, Oms oms) {
        return EffectHandler.of(type(), repeat(), effect -> {
            boolean holds = oms.fulfillment().find(effect.fulfillmentOrder()).stream()
                    .flatMap(work -> work.allocations().stream())
                    .anyMatch(allocation -> allocation.sku().code().equals(sku));
            return holds && effect.datum("action").equals("release")
                    ? new Outcome.Rejected("no box fits " + sku)
                    : run(effect);
        });
    }

    /** The carrier abroad stops what has not arrived and brings it back. */
    EffectHandler carrierAbroad() {
        return EffectHandler.of(Effect.INTERCEPT, RepeatRule.SAME_KEY, effect -> {
            if (arrivals.remove(effect.datum("tracking")) == null) {
                return new Outcome.Rejected("it has arrived");
            }
            returns.put(effect.fulfillmentOrder(), clock.instant().plus(BACK));
            return Outcome.Done.of("stopped");
        });
    }

    /** Every other carrier is too far with it. */
    static EffectHandler carriersAtHome() {
        return EffectHandler.of(
                Effect.INTERCEPT, RepeatRule.SAME_KEY, effect -> new Outcome.Rejected("it is out for delivery"));
    }

    /** Packs and ships what is due, and tells what arrived abroad or came back from there. */
    void work(Oms oms, Logistics logistics) {
        Instant now = clock.instant();
        new TreeMap<>(due).forEach((id, at) -> {
            if (!at.isAfter(now)) {
                due.remove(id);
                oms.fulfillment()
                        .find(id)
                        .filter(work -> !work.allocations().isEmpty())
                        .ifPresent(work -> ship(oms, logistics, work));
            }
        });
        new TreeMap<>(arrivals).forEach((number, at) -> {
            if (!at.isAfter(now)) {
                arrivals.remove(number);
                oms.accept(arrived(number, at));
            }
        });
        new TreeMap<>(returns).forEach((id, at) -> {
            if (!at.isAfter(now)) {
                returns.remove(id);
                oms.fulfillment().find(id).ifPresent(work -> cameBack(oms, work));
            }
        });
    }

    private void cameBack(Oms oms, FulfillmentOrder work) {
        List<Part> good = work.allocations().stream()
                .map(allocation -> new Part(allocation.orderId(), allocation.demand(), allocation.quantity()))
                .toList();
        oms.fulfillment().report(new SourceReport.ReturnReceived(work.id(), clock.instant(), good, List.of(), null));
    }

    private static ShipmentFact arrived(String number, Instant at) {
        return new ShipmentFact(
                ABROAD,
                number,
                "",
                Revision.at(at, 1),
                new Provenance("supplier", at),
                List.of(),
                ShipmentStatus.DELIVERED,
                null,
                at,
                null,
                null);
    }

    private void ship(Oms oms, Logistics logistics, FulfillmentOrder work) {
        weigh(oms, work);
        if (work.source().equals(Goods.LOS_ANGELES)) {
            String number = String.format("1Z999AA1%010d", ++abroad);
            left(oms, work, ABROAD, number);
            arrivals.put(number, clock.instant().plus(Duration.ofMinutes(1_500 + random.nextInt(2_400))));
            return;
        }
        Answer<Waybill> waybill = logistics.waybill("sf", work.id());
        if (waybill.isSuccess()) {
            left(oms, work, "sf", waybill.orThrow().number());
        } else {
            failedCalls++;
            due.put(work.id(), clock.instant().plus(AGAIN));
        }
    }

    private void left(Oms oms, FulfillmentOrder work, String carrier, String number) {
        Command.Result result = oms.submit(new Command.Report(
                new SourceReport.Shipped(work.id(), clock.instant(), carrier, number, "", List.of())));
        if (!result.done()) {
            throw new IllegalStateException("parcel " + number + " of " + work.source() + " was refused: "
                    + result.explanation() + ".\nThis is a defect of the day.");
        }
    }

    /** What is sold by weight never weighs exactly what was ordered. */
    private void weigh(Oms oms, FulfillmentOrder work) {
        List<Part> parts = new ArrayList<>();
        List<SourceReport.Weight> weights = new ArrayList<>();
        for (Allocation allocation : work.allocations()) {
            if (allocation.measure() == Measure.KILOGRAM) {
                Part part = new Part(allocation.orderId(), allocation.demand(), allocation.quantity());
                parts.add(part);
                weights.add(new SourceReport.Weight(part, allocation.quantity() - 12 + random.nextInt(25)));
            }
        }
        if (!parts.isEmpty() && !packed.contains(work.id())) {
            packed.add(work.id());
            oms.submit(new Command.Report(new SourceReport.Packed(work.id(), clock.instant(), parts, weights)));
        }
    }

    /** Waybill calls that failed and were made again. */
    int failedCalls() {
        return failedCalls;
    }
}
