package io.omskit.examples.cli.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.engine.Oms;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import io.omskit.logistics.Logistics;
import io.omskit.logistics.Waybill;
import io.omskit.logistics.sandbox.SfSandbox;
import io.omskit.testkit.SimParticipant;
import io.omskit.testkit.SimWarehouse;
import io.omskit.testkit.SimWorld;
import io.omskit.value.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parcels on the sandbox of SF: waybills, pushes, polls. In the end every parcel stands where the sandbox says. */
final class SimulatedCarrier implements SimParticipant, SimWarehouse.Parcels {
    private static final String SF = "sf";

    private final SimWorld world;
    private final SfSandbox sandbox;
    private final CarrierAccount account;
    private final Map<String, Waybill.Party> senders;
    private final List<SfSandbox.Push> pushes = new ArrayList<>();
    private final TreeSet<String> taken = new TreeSet<>();
    private int waitedFor = -1;
    private @Nullable Logistics logistics;

    SimulatedCarrier(SimWorld world, SfSandbox sandbox, CarrierAccount account, Map<String, Waybill.Party> senders) {
        this.world = world;
        this.sandbox = sandbox;
        this.account = account;
        this.senders = Map.copyOf(senders);
    }

    @Override
    public String name() {
        return SF;
    }

    @Override
    public void attach(Oms oms) {
        Logistics fresh = Logistics.on(oms);
        fresh.account(account, new CarrierConnection.Wiring(sandbox.transport(), world.time(), world::pass));
        senders.forEach(fresh::sender);
        logistics = fresh;
    }

    private Logistics logistics() {
        return Objects.requireNonNull(logistics, "no process runs");
    }

    /** One waybill for a fulfillment order comes from the gateway; a further parcel is handed in at the counter. */
    @Override
    public Optional<SimWarehouse.Waybill> waybill(Oms oms, FulfillmentOrder work, String key) {
        if (!key.endsWith("-1")) {
            return Optional.of(new SimWarehouse.Waybill(SF, sandbox.handOver(key)));
        }
        Answer<Waybill> answer = logistics().waybill(SF, work.id());
        Optional<String> number = answer.fold(
                made -> Optional.of(made.number()),
                failure -> mayComeYet(failure) ? Optional.empty() : atTheCounter(key, failure));
        return number.map(one -> new SimWarehouse.Waybill(SF, one));
    }

    private static boolean mayComeYet(Failure failure) {
        return failure.errorClass().isRepeatable() || failure.errorClass() == ErrorClass.UNKNOWN_OUTCOME;
    }

    private Optional<String> atTheCounter(String key, Failure failure) {
        world.tell(name(), "makes no waybill: " + failure.code());
        return Optional.of(sandbox.handOver(key));
    }

    @Override
    public void takes(SimWarehouse.Waybill waybill) {
        taken.add(waybill.number());
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        if (random.nextInt(3) > 0 || taken.isEmpty()) {
            return push();
        }
        List<String> numbers = List.copyOf(taken);
        String number = numbers.get(random.nextInt(numbers.size()));
        return "polls " + number + " " + poll(number);
    }

    /** A push that was not taken is sent again. */
    private String push() {
        pushes.addAll(sandbox.takePushes());
        int delivered = 0;
        while (!pushes.isEmpty()) {
            SfSandbox.Push push = pushes.get(0);
            boolean accepted =
                    logistics().push(SF, Map.of(), push.body().getBytes(UTF_8)).taken();
            pushes.remove(0);
            if (!accepted) {
                sandbox.pushAgain(push);
            }
            delivered++;
        }
        return delivered == 0 ? "" : "pushes " + delivered;
    }

    private String poll(String number) {
        return logistics()
                .track(SF, number)
                .fold(timeline -> timeline.standing().status().name(), failure -> failure.code());
    }

    @Override
    public void settle() {
        Instant end = sandbox.end();
        Instant now = world.time().instant();
        // one long wait at the end, when no more parcels come
        if (end.isAfter(now) && taken.size() == waitedFor) {
            world.pass(Duration.between(now, end).plusMinutes(1));
        }
        waitedFor = taken.size();
        logistics().settle();
        String pushed = push();
        if (!pushed.isEmpty()) {
            world.tell(name(), pushed);
        }
        for (String number : taken) {
            if (world.time().instant().isAfter(sandbox.end()) && !stands(number)) {
                poll(number);
            }
        }
    }

    private boolean stands(String number) {
        Shipment parcel = world.oms().fulfillment().parcel(SF, number, "").orElse(null);
        ShipmentStatus truth = sandbox.truth(number);
        return parcel != null && parcel.fulfillmentOrder() != null && parcel.status() == truth;
    }

    @Override
    public Optional<Violation> checkSettled() {
        for (String number : taken) {
            if (!stands(number)) {
                return Optional.of(new Violation(
                        "SETTLED",
                        "parcel " + number,
                        "is " + sandbox.truth(number) + ", the engine says "
                                + world.oms().fulfillment().parcel(SF, number, "")));
            }
        }
        return Optional.empty();
    }
}
