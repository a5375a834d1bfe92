package io.omskit.logistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.logistics.sandbox.FaultPlan;
import io.omskit.logistics.sandbox.SfSandbox;
import io.omskit.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogisticsTest {
    private final OneShop shop = new OneShop(new MemoryStore());
    private final SfSandbox sandbox = new SfSandbox("SHOP", "invented-word", shop, FaultPlan.none(1));
    private final Logistics logistics = attach(shop, sandbox);

    static Logistics attach(OneShop shop, SfSandbox sandbox) {
        return Logistics.on(shop.oms)
                .account(
                        CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "invented-word"),
                        new CarrierConnection.Wiring(sandbox.transport(), shop, shop::pass))
                .sender(OneShop.SOURCE, OneShop.warehouse());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The waybill of a fulfillment order whose goods have left; under the seed of this test its parcel arrives. */
    private String shipped(FulfillmentOrder work) {
        String number = logistics.waybill("sf", work.id()).orThrow().number();
        assertTrue(shop.oms
                .submit(new Command.Report(
                        new SourceReport.Shipped(work.id(), shop.instant(), "sf", number, "", List.of())))
                .done());
        shop.oms.drain();
        return number;
    }

    @Test
    void pushesMoveAnOrderFromShippedToDelivered() {
        FulfillmentOrder work = shop.paid("1001");
        String number = shipped(work);
        shop.moveTo(sandbox.end().plus(Duration.ofHours(1)));
        for (SfSandbox.Push push : sandbox.takePushes()) {
            assertTrue(logistics.push("sf", Map.of(), bytes(push.body())).taken());
        }
        shop.oms.drain();
        assertEquals(ShipmentStatus.DELIVERED, sandbox.truth(number));
        assertEquals("DELIVERED", shop.headline("1001"));
        assertEquals(
                ShipmentStatus.DELIVERED,
                shop.oms.fulfillment().parcel("sf", number, "").orElseThrow().status());
    }

    @Test
    void aPollTellsTheSameAsThePushes() {
        String number = shipped(shop.paid("1001"));
        shop.moveTo(sandbox.end().plus(Duration.ofHours(1)));
        Timeline polled = logistics.track("sf", number).orThrow();
        shop.oms.drain();
        assertEquals(sandbox.truth(number), polled.standing().status());
        assertEquals("DELIVERED", shop.headline("1001"));
        int events = polled.events().size();
        sandbox.takePushes().forEach(push -> logistics.push("sf", Map.of(), bytes(push.body())));
        assertEquals(
                events,
                logistics.timeline("sf", number, "").orElseThrow().events().size());
    }

    @Test
    void aScanOfAParcelThatNobodyAnnouncedIsLinkedLater() {
        FulfillmentOrder work = shop.paid("1001");
        String number = logistics.waybill("sf", work.id()).orThrow().number();
        shop.moveTo(sandbox.end().plus(Duration.ofHours(1)));
        logistics.track("sf", number).orThrow();
        shop.oms.drain();
        assertFalse(shop.headline("1001").equals("DELIVERED"));
        shop.oms.submit(
                new Command.Report(new SourceReport.Shipped(work.id(), shop.instant(), "sf", number, "", List.of())));
        shop.oms.drain();
        assertEquals("DELIVERED", shop.headline("1001"));
    }

    @Test
    void aWaybillIsMadeOnceHoweverOftenItIsAskedFor() {
        FulfillmentOrder work = shop.paid("1001");
        Waybill first = logistics.waybill("sf", work.id()).orThrow();
        assertEquals(first, logistics.waybill("sf", work.id()).orThrow());
        assertEquals(1, sandbox.waybills().size());
        Timeline timeline = logistics.timeline("sf", first.number(), "").orElseThrow();
        assertEquals(ShipmentStatus.LABEL_CREATED, timeline.standing().status());
        assertEquals(1, timeline.events().size());
    }

    @Test
    void withoutSenderThereIsNoWaybillAndTheReasonIsNamed() {
        FulfillmentOrder work = shop.paid("1001");
        Logistics bare = Logistics.on(shop.oms)
                .account(
                        CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "invented-word"),
                        new CarrierConnection.Wiring(sandbox.transport(), shop, shop::pass));
        Failure failure = bare.waybill("sf", work.id()).failure().orElseThrow();
        assertEquals(ErrorClass.REJECTED, failure.errorClass());
        assertEquals("no-sender", failure.code());
        assertEquals("no-work", bare.waybill("sf", 4711).failure().orElseThrow().code());
    }

    @Test
    void afterTheBuyerIsForgottenNoWaybillIsMade() {
        FulfillmentOrder work = shop.paid("1001");
        shop.oms.submit(new Command.Forget(work.orderIds().iterator().next()));
        Failure failure = logistics.waybill("sf", work.id()).failure().orElseThrow();
        assertEquals("no-receiver", failure.code());
    }

    @Test
    void anEffectWhoseOutcomeIsUnknownIsAskedAboutAndNotRepeated() {
        FulfillmentOrder work = shop.paid("1001");
        SfSandbox mute =
                new SfSandbox("SHOP", "invented-word", shop, FaultPlan.none(1).with(FaultPlan.Kind.LOST_ANSWER, 1_000));
        Effect effect = new Effect(1, "WB-1", Logistics.WAYBILL, "sf", 0, work.id(), Map.of(), 1, 1);
        Outcome outcome = handler(mute).run(effect);
        assertTrue(outcome instanceof Outcome.Unknown, outcome::toString);
        assertEquals(Map.of("WB-1", mute.waybills().get("WB-1")), mute.waybills());
        assertTrue(handler(mute).ask(effect) instanceof Outcome.Unknown);
        assertTrue(handler(sandbox).ask(effect) instanceof Outcome.Retry);
        assertTrue(handler(sandbox).run(effect) instanceof Outcome.Done);
        assertEquals(
                Outcome.Done.of(sandbox.waybills().get("WB-1")),
                handler(sandbox).ask(effect));
    }

    private WaybillEffects handler(SfSandbox carrier) {
        CarrierConnection connection = Carrier.find("sf")
                .orElseThrow()
                .connect(
                        CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "invented-word"),
                        new CarrierConnection.Wiring(carrier.transport(), shop, shop::pass));
        return new WaybillEffects(
                (CarrierConnection.MakesWaybills) connection,
                new WaybillOrders(shop.oms, Map.of(OneShop.SOURCE, OneShop.warehouse()))::of,
                waybill -> {});
    }

    @Test
    void aRefusedWaybillNamesWhatTheCarrierSaid() {
        Effect nothing = new Effect(1, "WB-1", Logistics.WAYBILL, "sf", 0, 4711, Map.of(), 1, 1);
        assertTrue(handler(sandbox).run(nothing) instanceof Outcome.Rejected);
        SfSandbox full =
                new SfSandbox("SHOP", "invented-word", shop, FaultPlan.none(1).with(FaultPlan.Kind.THROTTLE, 1_000));
        Effect effect = new Effect(
                1, "WB-1", Logistics.WAYBILL, "sf", 0, shop.paid("1001").id(), Map.of(), 1, 1);
        assertTrue(handler(full).run(effect) instanceof Outcome.Retry);
        assertEquals(Map.of(), full.waybills());
    }

    @Test
    void aForgedOrOversizedPushIsNotTaken() {
        Logistics guarded = Logistics.on(shop.oms)
                .account(
                        CarrierAccount.of("sf")
                                .with("partnerID", "SHOP")
                                .secret("checkWord", "invented-word")
                                .secret("pushToken", "tok-1"),
                        new CarrierConnection.Wiring(sandbox.transport(), shop, shop::pass));
        long before = shop.oms.backlog();
        Logistics.Received forged = guarded.push("sf", Map.of(), bytes("{}"));
        assertFalse(forged.taken());
        assertFalse(guarded.push("sf", Map.of("X-Push-Token", "tok-1"), new byte[5 << 20])
                .taken());
        assertEquals(before, shop.oms.backlog());
        assertEquals(1, forged.problems().size());
    }

    @Test
    void anUnreadablePushIsKeptAndNamed() {
        Logistics.Received received = logistics.push("sf", Map.of(), bytes("not json"));
        assertTrue(received.taken());
        assertFalse(received.problems().isEmpty());
        shop.oms.drain();
        assertEquals(1, shop.oms.poisoned(10).size());
    }

    @Test
    void aFullInboxLeavesThePushToTheCarrier() {
        try (OneShop tight = new OneShop(new MemoryStore(), Policy.defaults().withInboxLimit(1))) {
            SfSandbox own = new SfSandbox("SHOP", "invented-word", tight, FaultPlan.none(1));
            Logistics full = attach(tight, own);
            own.handOver("A");
            tight.moveTo(own.end().plus(Duration.ofHours(1)));
            List<SfSandbox.Push> pushes = own.takePushes();
            assertTrue(full.push("sf", Map.of(), bytes(pushes.get(0).body())).taken());
            Logistics.Received second =
                    full.push("sf", Map.of(), bytes(pushes.get(1).body()));
            assertFalse(second.taken());
            assertFalse(second.reply().text().contains("0000"));
        }
    }

    @Test
    void anUnknownCarrierAndAMissingAccountAreNamed() {
        IllegalArgumentException unknown = assertThrows(
                IllegalArgumentException.class,
                () -> logistics.account(
                        CarrierAccount.of("nobody"),
                        new CarrierConnection.Wiring(sandbox.transport(), shop, shop::pass)));
        assertTrue(unknown.getMessage().contains("[sf]"), unknown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> logistics.track("jdl", "JD1"));
    }

    @Test
    void aNumberThatTheCarrierDoesNotKnowHasNoTimelineRow() {
        Answer<Timeline> unknown = logistics.track("sf", "SF9999999999999");
        assertEquals(List.of(), unknown.orThrow().events());
        assertTrue(logistics.timeline("sf", "SF9999999999999", "").isEmpty());
    }
}
