package io.omskit.examples.quickstart;

import static io.omskit.examples.quickstart.Draft.yuan;
import static io.omskit.examples.quickstart.GuideShop.order;
import static io.omskit.examples.quickstart.GuideShop.receive;
import static io.omskit.examples.quickstart.GuideShop.told;
import static io.omskit.examples.quickstart.GuideShop.works;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.GroupView;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of the merging guide. */
class MergingGuideTest {
    private static final String PAGE = "docs/merging.md";
    private static final Pattern CODE = Pattern.compile("(?m)^\\| `([A-Z_]+)`(?: or `([A-Z_]+)`)? \\|");

    private final GuideShop shop = new GuideShop();

    // policy:begin
    private static Policy merging() {
        MergePolicy merge = MergePolicy.builder()
                .window(Duration.ofHours(12))
                .acrossShops(true)
                .refunds(MergePolicy.Refunds.DROP_LINES)
                .until(MergePolicy.Until.APPROVAL)
                .promiseSpan(Duration.ofDays(2))
                .build();
        return Policy.defaults()
                .withMerge(merge)
                .withFlow(OrderFlow.standard(Duration.ofHours(1))); // siblings have an hour to arrive
    }
    // policy:end

    // group:begin
    private static GroupView group(Oms oms, FulfillmentOrder work) {
        return GroupView.of(work.orderIds().stream()
                .map(id -> oms.orders().find(id).orElseThrow())
                .toList());
    }
    // group:end

    // hints:begin
    private static List<String> leftOpen(Oms oms) {
        return oms.fulfillment().possibleMerges(100).stream()
                .map(order -> order.ref().toString())
                .toList();
    }
    // hints:end

    // apart:begin
    private static Command.Result takeApart(Oms oms, Order order, String by) {
        return oms.fulfillment().unmerge(order.id(), by);
    }

    private static Command.Result mayMeetAgain(Oms oms, Order carrier, Order other, String by) {
        return oms.review().lift(carrier.id(), by, KeepApart.handle(other.id()));
    }
    // apart:end

    // undo:begin
    private static List<String> regroupings(Oms oms, Order order) {
        return oms.fulfillment().regroupings(order.id()).stream()
                .map(one ->
                        "position " + one.position() + " by " + one.by() + ": " + one.before() + " -> " + one.after())
                .toList();
    }

    private static Command.Result undoLast(Oms oms, Order order, String by) {
        return oms.fulfillment().undo(order.id(), by);
    }

    private static Command.Result backToBefore(Oms oms, Order order, JournalEntry.Regrouping one, String by) {
        return oms.fulfillment().undo(order.id(), one.position(), by);
    }
    // undo:end

    private static Policy waiting() {
        return Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(1)));
    }

    private static boolean together(Oms oms, String one, String other) {
        List<FulfillmentOrder> works = works(oms, one);
        return !works.isEmpty() && works.equals(works(oms, other));
    }

    private void twoOrders(Oms oms) {
        receive(oms, "EAST", "TEA", 9);
        receive(oms, "EAST", "CUP", 9);
        shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000));
        shop.forward(Duration.ofMinutes(10));
        shop.accept(oms, Draft.order("1002").at(shop.instant()).line("CUP", 2, 2_000));
    }

    @Test
    void ordersOfOneConsigneeLeaveInOneParcel() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            assertTrue(together(oms, "1001", "1002"));
            GuideShop.assertShown(
                    PAGE,
                    told(oms, "1002").stream()
                            .filter(line -> line.contains("together"))
                            .distinct()
                            .toList());
            GroupView group = group(oms, works(oms, "1001").get(0));
            assertEquals(List.of("1001", "1002"), numbers(group));
            assertEquals(yuan(9_000), group.amounts().orElseThrow().payable());
        }
    }

    private static List<String> numbers(GroupView group) {
        return group.members().stream().map(order -> order.ref().number()).toList();
    }

    @Test
    void theParcelOfAGroupIsToldToTheChannelForEachOfItsOrders() {
        Set<String> told = new TreeSet<>();
        try (Oms oms = shop.open(waiting())) {
            oms.register(EffectHandler.of(Effect.SHIP_NOTICE, RepeatRule.SAME_KEY, effect -> {
                told.add(effect.datum("number") + " " + effect.datum("tracking"));
                return Outcome.Done.of("told");
            }));
            twoOrders(oms);
            shop.forward(Duration.ofHours(2));
            oms.drain();
            shop.ship(oms, "1001");
            String parcel = "SF" + works(oms, "1001").get(0).id();
            assertEquals(Set.of("1001 " + parcel, "1002 " + parcel), told);
        }
    }

    @Test
    void aMergeThatIsLeftOpenIsAHintWithItsReason() {
        List<Reason> heard = new ArrayList<>();
        Oms.Builder engine = shop.engine(waiting()).listener(new Listener() {
            @Override
            public void onAlert(Reason alert) {
                heard.add(alert);
            }
        });
        try (Oms oms = engine.build()) {
            receive(oms, "EAST", "TEA", 9);
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000));
            shop.accept(oms, Draft.order("1002").flag("sealed").line("TEA", 1, 5_000));
            assertFalse(together(oms, "1001", "1002"));
            assertEquals("POSSIBLE_MERGE_LEFT_OPEN", heard.get(0).code());
            assertEquals("SEALED", heard.get(0).figures().get("code"));
            assertEquals(List.of("taobao/tea-house/1002"), leftOpen(oms));
            GuideShop.assertShown(
                    PAGE,
                    List.of(
                            ReasonTexts.forLocale(Locale.ENGLISH).text(heard.get(0)),
                            told(oms, "1002").stream()
                                    .filter(line -> line.contains("sealed"))
                                    .findFirst()
                                    .orElseThrow()));
        }
    }

    @Test
    void whoIsTakenApartStaysApartUntilThatIsLifted() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            assertTrue(takeApart(oms, order(oms, "1001"), "Ann").done());
            assertFalse(together(oms, "1001", "1002"));
            oms.fulfillment().replan(order(oms, "1002").id());
            assertFalse(together(oms, "1001", "1002"));
            assertFalse(takeApart(oms, order(oms, "1001"), "Ann").done(), "it travels with nobody");
            assertTrue(mayMeetAgain(oms, order(oms, "1002"), order(oms, "1001"), "Ann")
                    .done());
            assertTrue(together(oms, "1001", "1002"));
        }
    }

    @Test
    void aGroupingComesBackOutOfTheJournalAndStands() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            assertTrue(takeApart(oms, order(oms, "1001"), "Ann").done());
            assertTrue(undoLast(oms, order(oms, "1002"), "Ben").done());
            assertTrue(together(oms, "1001", "1002"));
            assertTrue(regroupings(oms, order(oms, "1001")).get(0).contains(" by Ben: "));
            List<JournalEntry.Regrouping> all =
                    oms.fulfillment().regroupings(order(oms, "1002").id());
            assertTrue(backToBefore(oms, order(oms, "1002"), all.get(all.size() - 1), "Ben")
                    .done());
            assertFalse(together(oms, "1001", "1002"), "before they met");
            oms.fulfillment().replan(order(oms, "1001").id());
            assertFalse(together(oms, "1001", "1002"));
            assertTrue(oms.fulfillment().arrange(order(oms, "1001").id()).done());
            assertTrue(oms.fulfillment().arrange(order(oms, "1002").id()).done());
            assertTrue(together(oms, "1001", "1002"), "the planner is free again");
        }
    }

    @Test
    void afterTheReleaseAGroupIsNotTakenApart() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            shop.forward(Duration.ofHours(2));
            oms.drain();
            Command.Result late = takeApart(oms, order(oms, "1001"), "Ann");
            assertFalse(late.done());
            assertEquals("UNMERGE_TOO_LATE", late.explanation().reasons().get(0).code());
        }
    }

    @Test
    void aCanceledMemberLeavesTheOtherInPlace() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            long work = works(oms, "1001").get(0).id();
            assertTrue(oms.orders().cancel(order(oms, "1002").id(), "cup", 2).done());
            assertEquals(
                    Set.of(order(oms, "1001").id()), works(oms, "1001").get(0).orderIds());
            assertEquals(work, works(oms, "1001").get(0).id());
            assertEquals(List.of(), works(oms, "1002"));
        }
    }

    @Test
    void aChangedAddressTakesAMemberOutAndIsReviewedAgain() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            shop.forward(Duration.ofMinutes(1));
            shop.accept(
                    oms,
                    Draft.order("1002")
                            .by("Wang")
                            .at(GuideShop.TEN.plusSeconds(600))
                            .line("CUP", 2, 2_000));
            assertFalse(together(oms, "1001", "1002"));
            assertNotEquals(
                    order(oms, "1001").parties().mergeKey(),
                    order(oms, "1002").parties().mergeKey());
        }
    }

    @Test
    void aMemberWithARefundWaitsAloneAndTheOthersGoOn() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            oms.accept(new RefundFact(
                    GuideShop.SHOP.order("1002"),
                    "R1",
                    Revision.at(shop.instant(), 1),
                    new Provenance("guide", shop.instant()),
                    "cup",
                    Quantity.pieces(1),
                    yuan(2_000),
                    RefundFact.Status.REQUESTED,
                    "asked",
                    RefundFact.Phase.BEFORE_SHIPPING,
                    false,
                    shop.instant()));
            shop.forward(Duration.ofHours(2));
            oms.drain();
            assertFalse(together(oms, "1001", "1002"));
            assertEquals("RELEASED", oms.orders().status(order(oms, "1001")).headline());
            assertEquals(
                    "REFUND_OPEN", oms.orders().waitingAt(order(oms, "1002")).orElseThrow());
        }
    }

    @Test
    void aLateSiblingJoinsUntilTheRelease() {
        try (Oms oms = shop.open(waiting())) {
            twoOrders(oms);
            shop.forward(Duration.ofMinutes(20));
            shop.accept(oms, Draft.order("1003").at(shop.instant()).line("TEA", 1, 5_000));
            assertTrue(together(oms, "1001", "1003"));
            shop.forward(Duration.ofHours(2));
            oms.drain();
            shop.accept(oms, Draft.order("1004").at(shop.instant()).line("TEA", 1, 5_000));
            assertFalse(together(oms, "1001", "1004"));
        }
    }

    @Test
    void policiesAreBuiltAndOff() {
        assertEquals(Duration.ofHours(12), merging().merge().window());
        try (Oms oms = shop.open(waiting().withMerge(MergePolicy.off()))) {
            twoOrders(oms);
            assertFalse(together(oms, "1001", "1002"));
        }
    }

    @Test
    void everyCodeOfThePageHasAText() {
        ReasonTexts texts = ReasonTexts.forLocale(Locale.ENGLISH);
        List<String> unknown = new ArrayList<>();
        int[] seen = {0};
        CODE.matcher(Pages.text(PAGE)).results().forEach(row -> {
            for (int i = 1; i <= 2; i++) {
                String code = row.group(i);
                if (code != null && !texts.hasText("NOT_MERGED_" + code) && !texts.hasText("LEFT_OPEN_" + code)) {
                    unknown.add(code);
                }
                seen[0] += code == null ? 0 : 1;
            }
        });
        assertEquals(List.of(), unknown);
        assertTrue(seen[0] >= 26, "codes on the page: " + seen[0]);
    }
}
