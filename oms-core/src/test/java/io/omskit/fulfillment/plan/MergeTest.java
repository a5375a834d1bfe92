package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.GroupView;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergePolicy.OrderType;
import io.omskit.fulfillment.merge.MergePolicy.ParcelLimit;
import io.omskit.fulfillment.merge.MergePolicy.Refunds;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.fulfillment.merge.MergeReading.Choice;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.merge.MergeTraits.PresaleClass;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.value.Measure;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each row of and each test of by itself, as orders and policies make it. */
class MergeTest {
    private static final MergePolicy POLICY = MergePolicy.defaults();

    /** The order with a refund of a line, or of the whole order. */
    private static Draft draft(long id) {
        return Draft.of(id).to("anna").pieces("X", 1, 100).pieces("Y", 1, 100);
    }

    private static @Nullable String refusal(Order order, MergeReading reading) {
        MergeTraits.Refusal refusal = reading.of(order, NOW).refusal();
        return refusal == null ? null : refusal.code();
    }

    private static @Nullable String refusal(Order order, MergePolicy policy) {
        return refusal(order, MergeReading.of(policy));
    }

    /** The code that keeps the second order out of the first one's group; null where they merge. */
    private static @Nullable String code(Order first, Order second, MergePolicy policy, MergeReading reading) {
        List<Member> members = new ArrayList<>();
        members.add(Member.of(first, List.of(), NOW, reading));
        members.add(Member.of(second, List.of(), NOW, reading));
        RegroupInput input = new RegroupInput(members, List.of(), List.of(), new TreeMap<>(), policy, NOW, null);
        List<Hint> hints = Siblings.merged(input).hints;
        return hints.isEmpty() ? null : hints.get(0).code();
    }

    private static @Nullable String code(Order first, Order second, MergePolicy policy) {
        return code(first, second, policy, MergeReading.of(policy));
    }

    @Test
    void aRefundOfARemainingLineForbidsMergingUnlessThePolicyAllowsIt() {
        for (RefundFact.Status status : List.of(RefundFact.Status.REQUESTED, RefundFact.Status.SUCCEEDED)) {
            Order line = Draft.refunded(draft(1).build(), "L0", status);
            Order whole = Draft.refunded(draft(1).build(), null, status);
            assertEquals("REFUND_OPEN", refusal(line, POLICY));
            assertEquals("REFUND_OPEN", refusal(whole, POLICY));
            MergePolicy drop = POLICY.toBuilder().refunds(Refunds.DROP_LINES).build();
            assertNull(refusal(line, drop));
            assertEquals("REFUND_OPEN", refusal(whole, drop));
            assertEquals("REFUND_OPEN", refusal(Draft.refunded(line, "L1", status), drop), "nothing is left to merge");
            MergePolicy allow = POLICY.toBuilder().refunds(Refunds.ALLOW).build();
            assertNull(refusal(whole, allow));
        }
        assertNull(refusal(Draft.refunded(draft(1).build(), "L0", RefundFact.Status.CLOSED), POLICY));
        Order gone = Draft.canceled(Draft.refunded(draft(1).build(), "L0", RefundFact.Status.SUCCEEDED), 0, 1);
        assertNull(refusal(gone, POLICY), "the refunded line is not one of the remaining");
    }

    @Test
    void linesWithARefundStayOutOfTheGroupAndTheOthersJoinIt() {
        MergePolicy drop = POLICY.toBuilder().refunds(Refunds.DROP_LINES).build();
        Order a = draft(1).build();
        Order b = Draft.refunded(draft(2).build(), "L0", RefundFact.Status.REQUESTED);
        Grouping plan = MergeProperties.decide(List.of(a, b), drop).plan();
        assertTrue(MergeProperties.together(plan).contains(Set.of(1L, 2L)));
        assertTrue(MergeProperties.together(plan).contains(Set.of(2L)), "the line with the refund travels alone");
        assertEquals(List.of(), plan.hints());
    }

    @Test
    void holdsForbidMergingWhereTheyBlockItOrThePolicyNamesThem() {
        Order noted = draft(1).hold("NOTE", Hold.Step.RELEASE).build();
        assertNull(refusal(noted, POLICY));
        assertEquals(
                "HELD",
                refusal(
                        noted,
                        POLICY.toBuilder().forbiddingHolds(List.of("NOTE")).build()));
        assertEquals("HELD", refusal(draft(1).hold("RISK", Hold.Step.MERGE).build(), POLICY));
    }

    @Test
    void sortsOfOrdersAreMergedOnlyWhereThePolicySaysSo() {
        MergePolicy all = POLICY.toBuilder().types(Siblings.all()).build();
        for (Draft odd : List.of(
                draft(1).kind(OrderFact.Kind.SUPPLY),
                draft(1).flag("warranty"),
                draft(1).flag("reissue"),
                draft(1).demand("X", Measure.PIECE, 1, 0, Demand.Origin.REPLACEMENT))) {
            assertEquals("ORDER_TYPE", refusal(odd.build(), POLICY));
            assertNull(refusal(odd.build(), all));
        }
        assertEquals(
                "ORDER_TYPE",
                refusal(
                        draft(1).build(),
                        POLICY.toBuilder().types(Set.of(OrderType.SUPPLY)).build()));
    }

    @Test
    void marksOfThePlatformForbidMerging() {
        for (String mark : POLICY.platformMarks()) {
            assertEquals("PLATFORM_RULE", refusal(draft(1).flag(mark).build(), POLICY));
        }
        assertNull(refusal(
                draft(1).flag("no-merge").build(),
                POLICY.toBuilder().platformMarks(List.of()).build()));
    }

    @Test
    void whatSomebodyElseDeliversMergesOnlyWithWhatHeDeliversToo() {
        MergeReading reading = MergeReading.of(POLICY)
                .withSources(Sources.of(List.of(
                        Source.of("S1", Source.Kind.SUPPLIER, ZoneOffset.UTC),
                        Source.of("S2", Source.Kind.SUPPLIER, ZoneOffset.UTC))));
        Order own = draft(1).build();
        Order one = Draft.of(2).to("anna").at("S1").pieces("X", 1, 100).build();
        Order same = Draft.of(3).to("anna").at("S1").pieces("X", 1, 100).build();
        Order other = Draft.of(4).to("anna").at("S2").pieces("X", 1, 100).build();
        assertEquals("FULFILLER", code(own, one, POLICY, reading));
        assertEquals("FULFILLER", code(one, other, POLICY, reading));
        assertNull(code(one, same, POLICY, reading));
        Draft platform = draft(5).block(OrderFact.Block.Code.PLATFORM_FULFILLED);
        assertEquals("FULFILLER", refusal(platform.build(), reading), "nobody knows which warehouse");
        Order there = Draft.of(6)
                .to("anna")
                .block(OrderFact.Block.Code.PLATFORM_FULFILLED)
                .at("FC1")
                .pieces("X", 1, 100)
                .build();
        assertNull(refusal(there, reading));
        assertEquals("FULFILLER", code(own, there, POLICY, reading));
    }

    @Test
    void theRestOfASplitTravelsAloneUnlessItIsAPresaleWhoseGoodsHaveCome() {
        Order spot = draft(1).build();
        assertEquals("FROM_SPLIT", refusal(released(spot), POLICY));
        Order mixed = Draft.of(1)
                .to("anna")
                .pieces("X", 1, 100)
                .presale(true)
                .pieces("Y", 1, 100)
                .build();
        assertEquals("FROM_SPLIT", refusal(released(mixed), POLICY));
        MergeReading come =
                MergeReading.of(POLICY).withActive(demand -> demand.sku().equals(new Sku("Y")));
        assertNull(refusal(released(mixed), come));
        assertEquals(PresaleClass.ACTIVE, come.of(released(mixed), NOW).timing().stock());
        MergeReading byHand = MergeReading.of(POLICY).withChoices(order -> new Choice(null, null, null, false, true));
        assertEquals("FROM_SPLIT", refusal(spot, byHand));
    }

    /** The order after the first of its demands was released. */
    private static Order released(Order order) {
        Demand demand = order.demands().get(0);
        Allocation first = Allocation.planned(order.id(), 0, demand.sku(), demand.measure(), 1);
        FulfillmentOrder work =
                FulfillmentOrder.planned(7, "W1", List.of(first)).released(NOW);
        return AllocationFold.recount(order, List.of(work));
    }

    @Test
    void legalEntitiesTravelApartUnlessAllowed() {
        MergePolicy across = POLICY.toBuilder().acrossShops(true).build();
        MergeReading reading = MergeReading.of(across).withEntities(shop -> shop.shop() + " Ltd");
        Order a = draft(1).build();
        Order b = draft(2).shop("outlet").build();
        assertEquals("LEGAL_ENTITY", code(a, b, across, reading));
        assertNull(code(a, b, across.toBuilder().acrossEntities(true).build(), reading));
        assertEquals("SHOP", code(a, b, POLICY.toBuilder().acrossEntities(true).build(), reading));
    }

    @Test
    void invoicesOfDifferentBuyersTravelApartOnlyWhereOneInvoiceIsMade() {
        MergeReading reading = MergeReading.of(POLICY)
                .withChoices(order -> new Choice(null, null, "buyer" + order.id(), false, false));
        Order a = draft(1).build();
        Order b = draft(2).build();
        assertNull(code(a, b, POLICY, reading));
        assertEquals(
                "INVOICE", code(a, b, POLICY.toBuilder().separateInvoices(false).build(), reading));
    }

    @Test
    void chosenSourcesAndCarriersMustAgree() {
        Order a = Draft.of(1).to("anna").at("W1").pieces("X", 1, 100).build();
        Order b = Draft.of(2).to("anna").at("W2").pieces("X", 1, 100).build();
        assertEquals("SOURCE", code(a, b, POLICY));
        assertNull(code(a, draft(3).build(), POLICY));
        MergeReading reading =
                MergeReading.of(POLICY).withChoices(order -> new Choice(null, "c" + order.id(), null, false, false));
        assertEquals("CARRIER", code(draft(1).build(), draft(2).build(), POLICY, reading));
        MergeReading sealed = MergeReading.of(POLICY).withChoices(order -> new Choice(null, null, null, true, false));
        assertEquals("SEALED", refusal(draft(1).build(), sealed));
    }

    @Test
    void goodsThatMustNotShareAParcelAndTooHeavyOrLargeGroupsStayApart() {
        Item cold =
                new Item(new Sku("X"), "X", Measure.PIECE, 600, new Item.Dimensions(100, 100, 100), Set.of("cold"), "");
        Item hot = new Item(new Sku("Y"), "Y", Measure.PIECE, 600, null, Set.of("hot"), "");
        MergeReading reading = MergeReading.of(POLICY)
                .withItems(sku -> sku.code().equals("X") ? cold : sku.code().equals("Y") ? hot : null);
        Order a = Draft.of(1).to("anna").pieces("X", 1, 100).build();
        Order b = Draft.of(2).to("anna").pieces("Y", 1, 100).build();
        Order c = Draft.of(3).to("anna").pieces("X", 1, 100).build();
        assertNull(code(a, b, POLICY, reading));
        assertEquals("GOODS_CLASS", code(a, b, limited(0, 0, Set.of(), Set.of("hot/cold")), reading));
        assertEquals("GOODS_CLASS", code(a, b, limited(0, 0, Set.of("hot"), Set.of()), reading));
        assertEquals("WEIGHT", code(a, b, limited(1199, 0, Set.of(), Set.of()), reading));
        assertNull(code(a, b, limited(1200, 0, Set.of(), Set.of()), reading));
        assertEquals("VOLUME", code(a, c, limited(0, 1_999_999, Set.of(), Set.of()), reading));
        assertNull(code(a, b, limited(0, 1_999_999, Set.of(), Set.of()), reading), "an unknown size does not limit");
    }

    private static MergePolicy limited(long grams, long volume, Set<String> alone, Set<String> apart) {
        return POLICY.toBuilder()
                .parcel(new ParcelLimit(grams, volume, new TreeSet<>(alone), new TreeSet<>(apart)))
                .build();
    }

    @Test
    void presalesMergeWithPresalesOnlyAndApprovedOrdersWithTheirOwnGroup() {
        Order spot = draft(1).build();
        Order presale = Draft.of(2).to("anna").presale(true).pieces("X", 1, 100).build();
        assertEquals("PRESALE_CLASS", code(spot, presale, POLICY));
        assertNull(code(
                presale, Draft.of(3).to("anna").presale(true).pieces("X", 1, 1).build(), POLICY));
        Order approved = draft(4).build().withPass(new Order.Pass("REVIEW", "host", NOW));
        assertNull(code(spot, approved, POLICY));
        assertEquals(
                "TOO_LATE",
                code(
                        spot,
                        approved,
                        POLICY.toBuilder().until(MergePolicy.Until.APPROVAL).build()));
    }

    @Test
    void ordersTakenApartStayApartUntilThatIsLifted() {
        Order a = draft(1).build();
        List<Order> taken = KeepApart.each(List.of(a, draft(2).build()), "desk", NOW);
        assertEquals(KeepApart.TYPE, code(taken.get(0), taken.get(1), POLICY));
        assertEquals(taken, KeepApart.each(taken, "desk", NOW), "saying it twice changes nothing");
        assertNull(code(a, taken.get(1).withoutHold("desk", KeepApart.handle(1)), POLICY));
        assertEquals(0, a.holds().size());
    }

    @Test
    void thePlatformsOwnGroupingComesBeforeItsAddressId() {
        PartyKeys keys = new PartyKeys(List.of(), List.of(), "oaid-digest");
        PartyKeys early = keys.with(new PartyKeys.PlatformGroup("taobao/flagship/T1", NOW, "oaid-digest"));
        PartyKeys late =
                early.with(new PartyKeys.PlatformGroup("taobao/flagship/T2", NOW.plusSeconds(1), "oaid-digest"));
        assertEquals("grp:taobao/flagship/T1", early.mergeKey());
        assertEquals("grp:taobao/flagship/T2", late.mergeKey());
        assertEquals(
                late,
                late.with(new PartyKeys.PlatformGroup("taobao/flagship/T1", NOW, "oaid-digest")),
                "late news of an old answer");
        assertEquals(late, keys.after(late), "the same address read again keeps the answer");
        PartyKeys moved = new PartyKeys(List.of(), List.of(), "another");
        assertNull(moved.after(late).grouping(), "it is about another address");
        assertNull(moved.after(late).mergeKey());
        assertEquals(
                "grp:taobao/flagship/T2",
                keys.after(moved.after(late)).mergeKey(),
                "back at that address it counts again");
    }

    @Test
    void policiesRefuseWhatMakesNoSense() {
        for (org.junit.jupiter.api.function.Executable bad : List.<org.junit.jupiter.api.function.Executable>of(
                () -> POLICY.toBuilder().window(Duration.ofHours(-1)).build(),
                () -> POLICY.toBuilder().promiseSpan(Duration.ofHours(-1)).build(),
                () -> limited(-1, 0, Set.of(), Set.of()),
                () -> limited(0, 0, Set.of(), Set.of("cold")))) {
            String message = assertThrows(IllegalArgumentException.class, bad).getMessage();
            assertTrue(message.contains("\n"), message);
        }
    }

    @Test
    void aGroupShowsWhatItsMembersHave() {
        Order a = draft(1).money(10, 5).flag("red").hold("NOTE").build();
        Order b = draft(2).paidAt(NOW.minusSeconds(1))
                .money(20, 0)
                .flag("blue")
                .hold("RISK", Hold.Step.RELEASE)
                .build();
        GroupView group = GroupView.of(List.of(a, b));
        assertEquals(List.of(b, a), group.members());
        assertEquals(Set.of("red", "blue"), group.flags());
        assertEquals(
                List.of("RISK", "NOTE"), group.holds().stream().map(Hold::type).toList());
        assertTrue(group.isBlocked(Hold.Step.RELEASE, NOW));
        assertEquals(List.of("memo 2", "memo 1"), group.memos(order -> "memo " + order.id()));
        assertEquals(2, group.priority(order -> (int) order.id()));
        assertEquals(2, group.wanted().get(new Sku("X")).steps());
        assertEquals(
                a.sale().amounts().total().plus(b.sale().amounts().total()),
                group.amounts().orElseThrow());
        assertEquals(375, group.amounts().orElseThrow().payable().minor());
        assertTrue(group.shipBy().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> GroupView.of(List.of()));
    }
}
