package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopEffectsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final RecordingInbox inbox = new RecordingInbox();
    private final ScriptedChannel platform = new ScriptedChannel();
    private final Channels channels = Channels.on(
                    inbox, Wiring.of((call, timeout) -> Answer.failed(ErrorClass.RETRY, "none", "none"), () -> NOON))
            .with(platform);

    private EffectHandler handler(String type) {
        if (inbox.handlers.isEmpty()) {
            channels.shop(ShopAccount.of("scripted", "corner").secret("key", "very-secret"));
        }
        return Objects.requireNonNull(inbox.handlers.get("scripted/corner " + type));
    }

    @Test
    void aShipNoticeCarriesItsPartsToThePlatform() {
        Outcome outcome = handler(Effect.SHIP_NOTICE).run(ship("L1:2;L:2:1.250;", "true"));
        assertInstanceOf(Outcome.Done.class, outcome);
        ShipNotice.Parcel parcel = platform.parcels.get(0);
        assertEquals("N1", parcel.number());
        assertEquals("sf", parcel.carrier());
        assertEquals("SF123", parcel.tracking());
        assertEquals("key-1", parcel.key());
        assertTrue(parcel.whole());
        assertEquals(
                List.of(
                        new ShipNotice.Item("L1", Quantity.pieces(2), true),
                        new ShipNotice.Item("L:2", Quantity.of(1250, Measure.KILOGRAM), true)),
                parcel.items());
    }

    @Test
    void aLineOfWhichThereIsMoreInAnotherParcelIsSoMarked() {
        handler(Effect.SHIP_NOTICE)
                .run(effect(
                        Effect.SHIP_NOTICE,
                        Map.of(
                                "number",
                                "N1",
                                "carrier",
                                "sf",
                                "tracking",
                                "SF123",
                                "lines",
                                "L1:2;L2:1",
                                "inPart",
                                "L1")));
        assertEquals(
                List.of(
                        new ShipNotice.Item("L1", Quantity.pieces(2), false),
                        new ShipNotice.Item("L2", Quantity.pieces(1), true)),
                platform.parcels.get(0).items());
    }

    @Test
    void noLinesMeanEverythingThatIsLeft() {
        handler(Effect.SHIP_NOTICE).run(ship("", "false"));
        assertEquals(List.of(), platform.parcels.get(0).items());
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void everyFailureBecomesTheOutcomeThatTheEngineCanActOn(ErrorClass errorClass) {
        platform.shipAnswer = Answer.failed(errorClass, "code", "text");
        Outcome outcome = handler(Effect.SHIP_NOTICE).run(ship("", "true"));
        Class<?> expected =
                switch (errorClass) {
                    case ALREADY_DONE -> Outcome.Done.class;
                    case RETRY, THROTTLED, TOKEN_EXPIRED, CLOCK_SKEW -> Outcome.Retry.class;
                    case UNKNOWN_OUTCOME -> Outcome.Unknown.class;
                    case UNAUTHORIZED, NOT_FOUND, INVALID_REQUEST, REJECTED -> Outcome.Rejected.class;
                };
        assertInstanceOf(expected, outcome);
    }

    @Test
    void theWaitThatThePlatformAsksForIsKept() {
        platform.shipAnswer = Answer.failed(Failure.throttled("429", "slow", Duration.ofMinutes(3)));
        Outcome outcome = handler(Effect.SHIP_NOTICE).run(ship("", "true"));
        assertEquals(Duration.ofMinutes(3), ((Outcome.Retry) outcome).after());
    }

    @Test
    void askingTellsWhetherTheParcelArrived() {
        assertEquals(
                EffectHandler.RepeatRule.ASK_FIRST, handler(Effect.SHIP_NOTICE).repeat());
        assertInstanceOf(Outcome.Retry.class, handler(Effect.SHIP_NOTICE).ask(ship("", "true")));
        platform.arrived = true;
        assertInstanceOf(Outcome.Done.class, handler(Effect.SHIP_NOTICE).ask(ship("", "true")));
    }

    @Test
    void aLookUpBringsTheOrderAsNews() {
        platform.change(NOON, "N1", "x");
        Outcome.Done done = (Outcome.Done) handler(Effect.LOOK_UP).run(effect(Effect.LOOK_UP, Map.of("number", "N1")));
        assertEquals("N1", done.news().get(0).subject());
        assertEquals("scripted", done.news().get(0).mapper());
        assertInstanceOf(
                Outcome.Rejected.class, handler(Effect.LOOK_UP).run(effect(Effect.LOOK_UP, Map.of("number", "NO"))));
    }

    @Test
    void stockIsAskedForWhenItIsSentAndNeverNegative() {
        Effect upload = effect(Effect.STOCK_UPLOAD, Map.of("code", "C1", "sku", "S1"));
        assertInstanceOf(Outcome.Rejected.class, handler(Effect.STOCK_UPLOAD).run(upload));
        channels.quantities((shop, code, sku) -> Optional.of(Quantity.pieces(sku.equals("S1") ? 4 : 0)));
        assertInstanceOf(Outcome.Done.class, handler(Effect.STOCK_UPLOAD).run(upload));
        channels.quantities((shop, code, sku) -> Optional.of(Quantity.pieces(-3)));
        handler(Effect.STOCK_UPLOAD).run(upload);
        assertEquals(List.of(Quantity.pieces(4), Quantity.pieces(0)), platform.stock);
    }

    private static Effect ship(String lines, String whole) {
        return effect(
                Effect.SHIP_NOTICE,
                Map.of("number", "N1", "carrier", "sf", "tracking", "SF123", "lines", lines, "whole", whole));
    }

    private static Effect effect(String type, Map<String, String> data) {
        return new Effect(1, "key-1", type, "scripted/corner", 0, 0, data, 1, 1);
    }
}
