package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.PlatformStatus;
import io.omskit.order.PartyKeys.Signals;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static Signals words(@Nullable Set<String> message, @Nullable Set<String> memo) {
        return new Signals(message, memo, null, null, false, null, null);
    }

    @Test
    void otherWordsAreNews() {
        assertTrue(words(Set.of("a"), null).isNewsAfter(words(Set.of("b"), null)));
        assertTrue(words(null, Set.of()).isNewsAfter(words(null, Set.of("a"))), "a memo was taken back");
        assertTrue(words(null, Set.of("a")).isNewsAfter(Signals.NONE), "nothing was known");
    }

    @Test
    void whatSaysNothingNewIsNoNews() {
        assertFalse(words(Set.of("a"), null).isNewsAfter(words(Set.of("a"), null)));
        assertFalse(Signals.NONE.isNewsAfter(words(Set.of("a"), Set.of("b"))), "masked now");
        assertFalse(words(Set.of(), Set.of()).isNewsAfter(Signals.NONE));
    }

    @Test
    void comingOntoTheBlacklistIsNewsAndLeavingItIsNone() {
        assertTrue(Signals.NONE.withBlacklisted(true).isNewsAfter(Signals.NONE));
        assertFalse(Signals.NONE.isNewsAfter(Signals.NONE.withBlacklisted(true)));
    }

    @Test
    void anAnswerOfThePlatformLeavesTheSignals() {
        PartyKeys keys = PartyKeys.NONE.with(words(Set.of("a"), null));
        assertEquals(
                keys.signals(),
                keys.with(new PartyKeys.PlatformGroup("g", Facts.minute(1), "a"))
                        .signals());
    }

    @Test
    void theStoredFormIsAbsentWhereNothingIsKnownAndTellsNoWordsFromUnknownOnes() {
        Order plain = Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP));
        String bare = OrderJson.write(plain);
        for (String name : Set.of("messageWords", "memoWords", "addressComplete", "phonePlausible", "blacklisted")) {
            assertFalse(bare.contains(name));
        }
        Order none = plain.withParties(plain.parties().with(words(Set.of(), null)), null);
        String stored = OrderJson.write(none);
        assertNotEquals(bare, stored);
        Order back = OrderJson.read(plain.id(), plain.ref(), OrderJson.STATE_VERSION, stored);
        assertEquals(none.parties(), back.parties());
    }

    @Test
    void rulesReadThem() {
        Signals signals = new Signals(Set.of("urgent"), Set.of("gift"), false, true, true, "330110", "n");
        Order plain = Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP));
        OrderView view = new OrderView(plain.withParties(plain.parties().with(signals), null), Facts.minute(2));
        assertTrue(holds(view, new Condition.Contains("order.messageWords", "urgent")));
        assertTrue(holds(view, new Condition.Contains("order.memoWords", "gift")));
        assertFalse(holds(view, new Condition.Contains("order.memoWords", "urgent")));
        assertTrue(holds(view, is("order.addressComplete", false)));
        assertTrue(holds(view, is("order.phonePlausible", true)));
        assertTrue(holds(view, is("order.blacklisted", true)));
        OrderView unknown = new OrderView(plain, Facts.minute(2));
        assertFalse(holds(unknown, new Condition.IsPresent("order.addressComplete")));
        assertFalse(holds(unknown, new Condition.IsPresent("order.phonePlausible")));
        assertTrue(holds(unknown, is("order.blacklisted", false)));
    }

    private static Condition is(String field, boolean value) {
        return new Condition.Compare(field, Condition.Operator.EQUAL, Literal.of(value));
    }

    private static boolean holds(OrderView view, Condition condition) {
        return condition.compile(OrderFields.orders()).orThrow().test(view);
    }
}
