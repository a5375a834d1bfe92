package io.omskit.examples.quickstart;

import static io.omskit.examples.quickstart.GuideShop.cell;
import static io.omskit.examples.quickstart.GuideShop.order;
import static io.omskit.examples.quickstart.GuideShop.receive;
import static io.omskit.examples.quickstart.GuideShop.sourcesOf;
import static io.omskit.examples.quickstart.GuideShop.told;
import static io.omskit.examples.quickstart.GuideShop.works;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Member;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.FreightTable;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The code of the splitting guide. */
class SplittingGuideTest {
    private static final String PAGE = "docs/splitting.md";

    private final GuideShop shop = new GuideShop();

    // sources:begin
    private static List<Source> sources(ZoneId zone) {
        Source east = Source.of("EAST", Source.Kind.OWN, zone)
                .withPriority(1)
                .withCutOff(LocalTime.of(16, 0))
                .withDuty(Source.Duty.ANY
                        .withClosed(Set.of(DayOfWeek.SUNDAY), Set.of())
                        .withRegions(Set.of("310000000000", "330000000000"))); // Shanghai and Zhejiang
        Source west = Source.of("WEST", Source.Kind.OWN, zone)
                .withPriority(2)
                .withDuty(Source.Duty.ANY.withClasses(Set.of())); // goods without any handling class
        return List.of(east, west);
    }
    // sources:end

    // policy:begin
    private static FulfillmentPolicy policy(Map<String, Map<String, FreightRate>> rates) {
        ParcelPolicy parcels = ParcelPolicy.defaults()
                .withLimits(Limits.NONE.withWeightGrams(2_000).withWorth(200_000))
                .withApart("liquid", "paper")
                .withAlone("standalone")
                .withMaxParts(10)
                .withObjective(Criterion.SHIP_BY, Criterion.FREIGHT, Criterion.PARCELS);
        return FulfillmentPolicy.defaults()
                .withParcels(parcels)
                .withFreight(new FreightTable(rates, 150)) // elsewhere 1.50 for each 100 km begun
                .withRejectedFor(Duration.ofHours(3))
                .withParcelsADay(Map.of("WEST", 800L));
    }
    // policy:end

    // what-if:begin
    private static Decision<Grouping> planned(Oms oms, Order order, Conditions conditions) {
        Instant now = oms.time().instant();
        List<FulfillmentOrder> works = oms.fulfillment().of(order);
        MergeReading reading = MergeReading.of(MergePolicy.off()).withItems(oms.catalog()::item);
        List<Member> members = List.of(Member.of(order, works, now, reading));
        Sources sources = Sources.of(oms.sources());
        Map<StockCell, Long> free = new HashMap<>();
        oms.stock()
                .balances(RegroupInput.cells(members, sources))
                .forEach((cell, balances) -> free.put(cell, balances.free()));
        return Regroup.decide(RegroupInput.of(members, works, sources, free, MergePolicy.off(), now, conditions));
    }
    // what-if:end

    // by-hand:begin
    private static Command.Result sendFrom(Oms oms, Order order, int demand, long quantity, String source) {
        Units units = new Units(order.id(), demand, quantity);
        return oms.fulfillment().arrange(order.id(), new Arrangement(Sort.AT, source, List.of(units)));
    }

    private static Command.Result asBefore(Oms oms, Order order) {
        return oms.fulfillment().arrange(order.id());
    }
    // by-hand:end

    private static Command.Result sendApart(Oms oms, Order order, int demand, long quantity) {
        Units units = new Units(order.id(), demand, quantity);
        return oms.fulfillment().arrange(order.id(), new Arrangement(Sort.APART, "", List.of(units)));
    }

    private static boolean isPlannedAlikeToday(JournalEntry entry) {
        PlanJson.Replay replay = PlanJson.read(entry.plan()).replay();
        return replay.difference().isEmpty();
    }
    /** Orders that wait an hour for siblings, so that plans can still change. */
    private static Policy waiting() {
        return Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(1)));
    }

    @Test
    void whatNoSingleSourceHasIsSplitAndEveryLineSaysWhy() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 5);
            receive(oms, "WEST", "CUP", 5);
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 5_000).line("CUP", 1, 2_000));
            assertEquals(List.of("EAST", "WEST"), sourcesOf(oms, "1001"));
            assertTrue(told(oms, "1001")
                    .contains("order taobao/tea-house/1001 ships in 2 parts: no single source has everything"
                            + " (EAST WEST)."));
            JournalEntry plan = oms.journal().history(order(oms, "1001").id()).stream()
                    .filter(entry -> entry.plan() != null)
                    .findFirst()
                    .orElseThrow();
            assertTrue(isPlannedAlikeToday(plan));
        }
    }

    @Test
    void aParcelLimitIsTriedBeforeItIsInForce() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 9);
            receive(oms, "EAST", "POT", 9);
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 5_000).line("POT", 2, 9_000));
            assertEquals(1, works(oms, "1001").size());

            ParcelPolicy light = ParcelPolicy.defaults().withLimits(Limits.NONE.withWeightGrams(2_000));
            Decision<Grouping> tried = planned(oms, order(oms, "1001"), Conditions.of(light));
            assertEquals(2, tried.plan().groups().size());
            GuideShop.assertShown(PAGE, ReasonTexts.forLocale(Locale.ENGLISH).lines(tried.explanation()));
            assertEquals(1, works(oms, "1001").size(), "a dry run changes nothing");

            oms.use(oms.policy().withFulfillment(FulfillmentPolicy.defaults().withParcels(light)));
            oms.fulfillment().replan(order(oms, "1001").id());
            assertEquals(2, works(oms, "1001").size());
        }
    }

    @Test
    void filtersTellWhySourcesThatHaveTheGoodsDoNotSendThem() {
        Oms oms = shop.engine(waiting()).sources(sources(GuideShop.ZONE)).build();
        try (oms) {
            receive(oms, "WEST", "OIL", 5);
            shop.accept(oms, Draft.order("1001").line("OIL", 1, 3_000));
            assertEquals(List.of(), works(oms, "1001"));
            Decision<Grouping> asked = planned(oms, order(oms, "1001"), Conditions.NONE);
            assertEquals("NOT_LICENSED", asked.plan().waiting().get(0).code());
            GuideShop.assertShown(PAGE, ReasonTexts.forLocale(Locale.ENGLISH).lines(asked.explanation()));
            receive(oms, "EAST", "OIL", 5);
            oms.fulfillment().replan(order(oms, "1001").id());
            assertEquals(List.of("EAST"), sourcesOf(oms, "1001"));
        }
    }

    @Test
    void freightDecidesWhereItComesFirst() {
        Map<String, Map<String, FreightRate>> rates = Map.of(
                "EAST", Map.of("330000000000", new FreightRate(900, 100)),
                "WEST", Map.of("330000000000", new FreightRate(500, 100)));
        try (Oms oms = shop.open(waiting().withFulfillment(policy(rates)))) {
            receive(oms, "EAST", "TEA", 5);
            receive(oms, "WEST", "TEA", 5);
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 5_000));
            assertEquals(List.of("WEST"), sourcesOf(oms, "1001"), "cheaper, though EAST has priority");
        }
    }

    @Test
    void whatIsSaidByHandCountsUntilItIsTakenBack() {
        try (Oms oms = shop.open(waiting())) {
            for (String source : List.of("EAST", "WEST")) {
                receive(oms, source, "TEA", 5);
                receive(oms, source, "CUP", 5);
            }
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 5_000).line("CUP", 1, 2_000));
            assertEquals(List.of("EAST"), sourcesOf(oms, "1001"));
            assertTrue(sendFrom(oms, order(oms, "1001"), 0, 2, "WEST").done());
            assertEquals(List.of("WEST"), sourcesOf(oms, "1001"), "the rest goes along");
            assertTrue(sendApart(oms, order(oms, "1001"), 0, 1).done());
            assertEquals(List.of("EAST", "EAST"), sourcesOf(oms, "1001"));
            assertTrue(asBefore(oms, order(oms, "1001")).done());
            assertEquals(List.of("EAST"), sourcesOf(oms, "1001"));
            assertFalse(sendFrom(oms, order(oms, "1001"), 0, 3, "WEST").done(), "there are only two");
        }
    }

    @Test
    void togetherUndoesASplitThatTheObjectivePrefers() {
        ParcelPolicy nearFirst = ParcelPolicy.defaults().withObjective(Criterion.PRIORITY);
        try (Oms oms =
                shop.open(waiting().withFulfillment(FulfillmentPolicy.defaults().withParcels(nearFirst)))) {
            receive(oms, "EAST", "TEA", 5);
            receive(oms, "WEST", "TEA", 5);
            receive(oms, "WEST", "CUP", 5);
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000).line("CUP", 1, 2_000));
            assertEquals(List.of("EAST", "WEST"), sourcesOf(oms, "1001"));
            long id = order(oms, "1001").id();
            Arrangement one = new Arrangement(Sort.TOGETHER, "", List.of(new Units(id, 0, 1), new Units(id, 1, 1)));
            assertTrue(oms.fulfillment().arrange(id, one).done());
            assertEquals(List.of("WEST"), sourcesOf(oms, "1001"));
        }
    }

    @Test
    void whatCannotBeKeptIsTold() {
        try (Oms oms = shop.open(waiting())) {
            receive(oms, "EAST", "TEA", 5);
            receive(oms, "WEST", "TEA", 1);
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 5_000));
            assertTrue(sendFrom(oms, order(oms, "1001"), 0, 2, "WEST").done());
            assertEquals(List.of("EAST", "WEST"), sourcesOf(oms, "1001"), "one of the two");
            List<String> broken = told(oms, "1001").stream()
                    .filter(line -> line.contains("by hand"))
                    .distinct()
                    .toList();
            GuideShop.assertShown(PAGE, broken);
        }
    }

    @Test
    void aSourceThatRefusesIsLeftAlone() {
        Policy policy =
                Policy.defaults().withFulfillment(FulfillmentPolicy.defaults().withRejectedFor(Duration.ofHours(3)));
        try (Oms oms = shop.open(policy)) {
            receive(oms, "EAST", "TEA", 5);
            receive(oms, "WEST", "TEA", 5);
            shop.refusing.add("EAST");
            shop.accept(oms, Draft.order("1001").line("TEA", 1, 5_000));
            assertEquals(List.of("WEST"), sourcesOf(oms, "1001"));
            Order order = order(oms, "1001");
            assertEquals(
                    Set.of("EAST"),
                    order.handling().edits().rejectionsAt(shop.instant()).keySet());
        }
    }

    @Test
    void whatDoesNotFitIntoTodayWaitsForTomorrow() {
        Policy policy = Policy.defaults()
                .withMerge(MergePolicy.off())
                .withFulfillment(FulfillmentPolicy.defaults().withParcelsADay(Map.of("EAST", 1L)));
        try (Oms oms = shop.open(policy)) {
            receive(oms, "EAST", "TEA", 5);
            shop.accept(
                    oms,
                    Draft.order("1001").line("TEA", 1, 5_000),
                    Draft.order("1002").line("TEA", 1, 5_000));
            assertEquals(1, shop.jobs.size());
            shop.forward(Duration.ofDays(1));
            oms.drain();
            assertEquals(2, shop.jobs.size());
        }
    }

    @Test
    void whatASourceDoesNotFindIsPlannedAgain() {
        try (Oms oms = shop.open(Policy.defaults())) {
            receive(oms, "EAST", "TEA", 2);
            receive(oms, "WEST", "TEA", 2);
            shop.accept(oms, Draft.order("1001").line("TEA", 2, 5_000));
            FulfillmentOrder work = works(oms, "1001").get(0);
            Order order = order(oms, "1001");
            assertTrue(oms.fulfillment()
                    .report(new SourceReport.ShortPick(work.id(), shop.instant(), List.of(new Part(order.id(), 0, 1))))
                    .done());
            oms.drain();
            assertEquals(List.of("EAST", "WEST"), sourcesOf(oms, "1001"));
            assertEquals(
                    1,
                    oms.stock()
                            .balances(List.of(cell("EAST", "TEA")))
                            .get(cell("EAST", "TEA"))
                            .onHand());
        }
    }
}
