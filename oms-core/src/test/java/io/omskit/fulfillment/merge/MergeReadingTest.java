package io.omskit.fulfillment.merge;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.merge.MergePolicy.Refunds;
import io.omskit.fulfillment.merge.MergeReading.Choice;
import io.omskit.fulfillment.merge.MergeTraits.PresaleClass;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.value.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What merging reads of one order, at the edges of each rule. */
class MergeReadingTest {
    private static final MergePolicy POLICY = MergePolicy.defaults();
    private static final Instant SOON = NOW.plus(Duration.ofDays(1));
    private static final Instant LATE = NOW.plus(Duration.ofDays(9));

    private static Draft draft() {
        return Draft.of(1).to("anna").pieces("X", 1, 100).pieces("Y", 1, 100);
    }

    private static @Nullable String refusal(Order order, MergePolicy policy) {
        MergeTraits.Refusal refusal = MergeReading.of(policy).of(order, NOW).refusal();
        return refusal == null ? null : refusal.code();
    }

    @Test
    void whereOneLineIsCanceledAndTheOtherIsBeingRefundedNothingIsLeftToMerge() {
        MergePolicy drop = POLICY.toBuilder().refunds(Refunds.DROP_LINES).build();
        Order order = Draft.refunded(draft().build(), "L1", RefundFact.Status.REQUESTED);
        assertNull(refusal(order, drop));
        assertEquals("REFUND_OPEN", refusal(Draft.canceled(order, 0, 1), drop));
    }

    @Test
    void anExchangeTravelsAloneAndAnOrderWithAParentDoesNot() {
        assertEquals(
                "ORDER_TYPE",
                refusal(
                        draft().related(OrderFact.Related.Role.EXCHANGE_OF, "T9")
                                .build(),
                        POLICY));
        for (OrderFact.Related.Role role : Set.of(OrderFact.Related.Role.PARENT, OrderFact.Related.Role.TRADE)) {
            assertNull(refusal(draft().related(role, "T9").build(), POLICY));
        }
    }

    @Test
    void aHoldForbidsMergingUntilItExpires() {
        MergePolicy named = POLICY.toBuilder().forbiddingHolds(Set.of("NOTE")).build();
        Order held = draft().build().withHold(new Hold("NOTE", "desk", "n", null, "a test", NOW, SOON, Set.of()));
        MergeReading reading = MergeReading.of(named);
        MergeTraits.Refusal refusal = reading.of(held, SOON.minusNanos(1)).refusal();
        assertEquals("HELD", refusal == null ? null : refusal.code());
        assertNull(reading.of(held, SOON).refusal());
    }

    @Test
    void theSourceThatWasChosenForAnOrderIsItsWay() {
        MergeReading reading = MergeReading.of(POLICY).withChoices(order -> new Choice("W7", null, null, false, false));
        assertEquals(Set.of("W7"), reading.of(draft().build(), NOW).way().sources());
        Order fixed = Draft.of(2).to("anna").at("W1").pieces("X", 1, 1).build();
        assertEquals(Set.of("W1", "W7"), reading.of(fixed, NOW).way().sources());
        assertEquals(
                Set.of("W7"), reading.of(Draft.canceled(fixed, 0, 1), NOW).way().sources(), "it needs no more");
    }

    @Test
    void thePresaleGoodsAloneDecideWhetherAnOrderIsActive() {
        Order mixed = Draft.of(1)
                .to("anna")
                .pieces("X", 1, 100)
                .presale(true)
                .pieces("Y", 1, 100)
                .pieces("Z", 1, 100)
                .build();
        assertEquals(PresaleClass.WAITING, stock(mixed, "Y"));
        assertEquals(PresaleClass.ACTIVE, stock(mixed, "Y", "Z"));
        assertEquals(PresaleClass.ACTIVE, stock(Draft.canceled(mixed, 2, 1), "Y"), "Z is not wanted any more");
        assertEquals(PresaleClass.SPOT, stock(draft().build()));
    }

    private static PresaleClass stock(Order order, String... come) {
        return MergeReading.of(POLICY)
                .withActive(demand -> Set.of(come).contains(demand.sku().code()))
                .of(order, NOW)
                .timing()
                .stock();
    }

    @Test
    void aPresaleIsDueWithItsEarliestGoodsElseWithTheOrder() {
        Draft draft = Draft.of(1).to("anna").shipBy(NOW).presale(true).pieces("X", 1, 1);
        assertEquals(NOW, due(draft.build()));
        assertEquals(LATE, due(draft.each(LATE).pieces("Y", 1, 1).build()));
        assertEquals(SOON, due(draft.each(SOON).pieces("Z", 1, 1).build()));
        assertEquals(SOON, due(draft.each(LATE).pieces("A", 1, 1).build()));
        assertNull(due(Draft.of(2).to("anna").shipBy(NOW).pieces("X", 1, 1).build()), "spot goods have no such day");
    }

    private static @Nullable Instant due(Order order) {
        return MergeReading.of(POLICY)
                .withActive(demand -> false)
                .of(order, NOW)
                .timing()
                .activation();
    }

    @Test
    void presalesShareAGroupWithinTheSpanAndAlwaysOnceTheGoodsHaveCome() {
        MergePolicy policy =
                POLICY.toBuilder().activationSpan(Duration.ofDays(1)).build();
        assertTrue(policy.isSameActivation(PresaleClass.WAITING, NOW, SOON));
        assertFalse(policy.isSameActivation(PresaleClass.WAITING, NOW, SOON.plusNanos(1)));
        assertTrue(policy.isSameActivation(PresaleClass.ACTIVE, NOW, LATE));
        assertTrue(policy.isSameActivation(PresaleClass.WAITING, null, LATE));
        assertTrue(policy.isSameActivation(PresaleClass.WAITING, NOW, null));
    }

    @Test
    void paymentsShareAGroupUpToTheWholeWindow() {
        MergePolicy policy = POLICY.toBuilder().window(Duration.ofDays(1)).build();
        assertTrue(policy.isInWindow(NOW, SOON));
        assertFalse(policy.isInWindow(NOW, SOON.plusNanos(1)));
        assertFalse(policy.isInWindow(null, NOW));
        assertFalse(policy.isInWindow(NOW, null));
    }

    @Test
    void oneExcludedPairOfClassesKeepsTwoLoadsApart() {
        MergePolicy.ParcelLimit limit =
                new MergePolicy.ParcelLimit(0, 0, new TreeSet<>(), new TreeSet<>(Set.of("cold/hot")));
        assertFalse(limit.mayShare(Set.of("cold"), Set.of("dry", "hot")));
        assertFalse(limit.mayShare(Set.of("dry", "hot"), Set.of("cold")));
        assertTrue(limit.mayShare(Set.of("cold"), Set.of("dry")));
        assertTrue(limit.mayShare(Set.of(), Set.of("hot")));
    }

    @Test
    void aVolumeAloneIsALoad() {
        Item cloud = new Item(new Sku("X"), "X", Measure.PIECE, 0, new Item.Dimensions(10, 10, 10), Set.of(), "");
        MergeTraits.Load load = MergeReading.of(POLICY)
                .withItems(sku -> sku.code().equals("X") ? cloud : null)
                .of(Draft.of(1).to("anna").pieces("X", 3, 1).build(), NOW)
                .load();
        assertEquals(3_000, load.cubicMillimeters());
        assertEquals(0, load.weightGrams());
    }
}
