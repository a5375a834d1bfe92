package io.omskit.logistics.sf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Answer;
import io.omskit.logistics.Carrier;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import io.omskit.logistics.Timeline;
import io.omskit.logistics.Waybill;
import io.omskit.logistics.sandbox.FaultPlan;
import io.omskit.logistics.sandbox.SfSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The connector against the sandbox under every kind of fault. */
class SfSandboxProperties {
    private static final int PARCELS = 3;

    @Property
    void noFaultMakesTwoWaybillsOfOneKeyOrLosesAScan(@ForAll long seed) {
        VirtualTime time = new VirtualTime();
        SfSandbox sandbox = new SfSandbox("SHOP", "invented-word", time, FaultPlan.seeded(seed));
        SfConnection sf = (SfConnection) new SfCarrier()
                .connect(
                        CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "invented-word"),
                        new CarrierConnection.Wiring(sandbox.transport(), time, time::pass));
        for (int i = 0; i < PARCELS; i++) {
            made(sf, "FO-" + i);
        }
        assertEquals(PARCELS, sandbox.waybills().size());
        time.moveTo(sandbox.end().plus(Duration.ofDays(2)));
        Map<String, Timeline> timelines = pushed(sandbox, time);
        for (String number : sandbox.waybills().values()) {
            Timeline polled = timelines
                    .getOrDefault(number, Timeline.of("sf", number, ""))
                    .with(tracked(sf, number).parcels().get(0).fact());
            assertEquals(sandbox.truth(number), polled.standing().status(), "seed " + seed);
        }
    }

    /** Creates as the engine's effects do: after an unknown outcome it asks before it repeats. */
    private static Waybill made(SfConnection sf, String key) {
        for (int attempt = 0; attempt < 100; attempt++) {
            Answer<Waybill> answer = sf.create(SfConnectionTest.order(key));
            if (answer.isSuccess()) {
                return answer.orThrow();
            }
            Answer<Optional<Waybill>> found = sf.find(key);
            if (found.isSuccess() && found.orThrow().isPresent()) {
                return found.orThrow().get();
            }
        }
        throw new AssertionError("no waybill for " + key + " in 100 attempts");
    }

    private static Carrier.Parsed tracked(SfConnection sf, String number) {
        for (int attempt = 0; attempt < 100; attempt++) {
            Answer<Carrier.Parsed> answer = sf.track(number, null);
            if (answer.isSuccess()) {
                return answer.orThrow();
            }
        }
        throw new AssertionError("no answer for " + number + " in 100 attempts");
    }

    private static Map<String, Timeline> pushed(SfSandbox sandbox, VirtualTime time) {
        Map<String, Timeline> timelines = new HashMap<>();
        for (SfSandbox.Push push : sandbox.takePushes()) {
            Carrier.Parsed parsed = SfTracking.parse(push.body().getBytes(StandardCharsets.UTF_8), time.instant());
            assertTrue(parsed.problems().isEmpty());
            parsed.parcels()
                    .forEach(parcel -> timelines.merge(
                            parcel.fact().number(),
                            Timeline.of(parcel.fact()),
                            (known, first) -> known.with(parcel.fact())));
        }
        return timelines;
    }
}
