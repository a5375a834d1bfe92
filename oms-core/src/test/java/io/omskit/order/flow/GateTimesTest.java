package io.omskit.order.flow;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Draft;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.rule.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When gates end by themselves and when they are looked at again. The order was placed now and paid five minutes before. */
class GateTimesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant PAID = NOW.minusSeconds(300);
    private static final Order ORDER =
            Draft.of(1).paidAt(PAID).pieces("X", 1, 100).build();
    private static final Order EXPECTED = Order.expected(1, new ChannelRef("taobao", "flagship", "T1"), NOW);

    private static Gate.Builder gate() {
        return Gate.builder("LOOK", Condition.always(), "look");
    }

    private static Gate gate(Gate.From from) {
        return gate().expiry(HOUR, from).build();
    }

    private static @Nullable Instant end(Gate gate, Order order, long seconds) {
        return GateTimes.expiresAt(gate, order, NOW.plusSeconds(seconds));
    }

    @Test
    void anExpiryCountsFromTheMomentThatTheGateNames() {
        assertEquals(NOW.plusSeconds(7).plus(HOUR), end(gate(Gate.From.CLOSED), ORDER, 7));
        assertEquals(PAID.plus(HOUR), end(gate(Gate.From.PAID), ORDER, 7));
        assertEquals(NOW.plus(HOUR), end(gate(Gate.From.PLACED), ORDER, 7));
        assertNull(end(gate().build(), ORDER, 7));
    }

    @Test
    void whatHasNotHappenedYetCountsFromNow() {
        Instant fromNow = NOW.plusSeconds(7).plus(HOUR);
        assertEquals(fromNow, end(gate(Gate.From.PAID), EXPECTED, 7));
        assertEquals(fromNow, end(gate(Gate.From.PLACED), EXPECTED, 7));
    }

    @Test
    void aQuestionEndsByItselfOnlyWhereSilenceMeansToGoOn() {
        for (Meaning silence : Meaning.values()) {
            Meaning other = silence == Meaning.HOLD ? Meaning.PASS : Meaning.HOLD;
            AskBack ask = new AskBack("Go?", HOUR, Map.of("a", other), silence);
            assertEquals(
                    silence == Meaning.HOLD || silence == Meaning.CANCEL
                            ? null
                            : NOW.plusSeconds(7).plus(HOUR),
                    end(gate().askBack(ask).build(), ORDER, 7),
                    silence::name);
        }
    }

    @Test
    void aGateWhoseTimeHasPassedNeverCloses() {
        Gate paid = gate(Gate.From.PAID);
        assertFalse(GateTimes.isOver(paid, ORDER, PAID.plus(HOUR).minusNanos(1)));
        assertTrue(GateTimes.isOver(paid, ORDER, PAID.plus(HOUR)));
        assertTrue(GateTimes.isOver(gate(Gate.From.PLACED), ORDER, NOW.plus(HOUR)));
        assertFalse(
                GateTimes.isOver(gate(Gate.From.CLOSED), ORDER, NOW.plus(HOUR).plus(HOUR)), "it counts from then");
        Gate atOnce = gate().expiry(Duration.ZERO, Gate.From.CLOSED).build();
        assertFalse(GateTimes.isOver(atOnce, ORDER, NOW));
        assertFalse(GateTimes.isOver(gate().build(), ORDER, NOW.plus(HOUR)));
    }

    private static Hold hold(@Nullable Instant until) {
        return new Hold("LOOK", Hold.FLOW, "LOOK", null, "look", NOW, until, Set.of(Hold.Step.RELEASE));
    }

    @Test
    void aHoldIsExpiredAtItsEnd() {
        assertFalse(GateTimes.isExpired(hold(null), NOW.plus(HOUR)));
        assertFalse(GateTimes.isExpired(hold(NOW.plus(HOUR)), NOW.plus(HOUR).minusNanos(1)));
        assertTrue(GateTimes.isExpired(hold(NOW.plus(HOUR)), NOW.plus(HOUR)));
    }

    @Test
    void aGateIsLookedAtAgainInStepsFromWhenItClosed() {
        Gate hourly = gate().recheck(HOUR).build();
        assertEquals(NOW.plus(HOUR), GateTimes.recheck(hourly, hold(null), NOW));
        assertEquals(
                NOW.plus(HOUR),
                GateTimes.recheck(hourly, hold(null), NOW.plus(HOUR).minusNanos(1)));
        assertEquals(NOW.plus(HOUR.multipliedBy(2)), GateTimes.recheck(hourly, hold(null), NOW.plus(HOUR)));
        assertEquals(
                NOW.plus(HOUR.multipliedBy(8)), GateTimes.recheck(hourly, hold(null), NOW.plusSeconds(7 * 3_600 + 9)));
        assertEquals(
                NOW.plus(HOUR), GateTimes.recheck(hourly, hold(null), NOW.minusSeconds(9)), "a clock that went back");
        assertNull(GateTimes.recheck(gate().build(), hold(null), NOW));
    }
}
