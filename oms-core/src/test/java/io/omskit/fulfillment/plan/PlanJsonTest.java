package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.order.Hold;
import io.omskit.stock.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The journaled decision: small, whole, and decided again a year later. */
class PlanJsonTest {
    private static final RegroupInput TWO_LINES = RegroupInput.of(
            List.of(Draft.of(7_300_000_000_000_001L)
                    .to("anna")
                    .pieces("X", 2, 10_000)
                    .pieces("Y", 1, 10_000)
                    .build()),
            List.of(),
            List.of(warehouse("W1", 10), warehouse("W2", 20)),
            Map.of(cell("W1", "X"), 5L, cell("W2", "X"), 3L, cell("W2", "Y"), 9L),
            MergePolicy.defaults(),
            NOW);

    @Test
    void anOrderOfTwoLinesIsLeanInTheJournal() {
        String json = PlanJson.write(TWO_LINES, Regroup.decide(TWO_LINES).plan());
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 250, () -> bytes + " bytes: " + json);
        assertFalse(json.contains("anna"), "no key of a person is journaled");
    }

    @Test
    void theSameVersionPlansTheSame() {
        PlanJson.Stored stored = PlanJson.read(
                PlanJson.write(TWO_LINES, Regroup.decide(TWO_LINES).plan()));
        assertEquals(TWO_LINES, stored.input());
        assertTrue(stored.replay().difference().isEmpty());
        assertEquals(
                Regroup.decide(TWO_LINES).explanation(), stored.replay().now().explanation());
    }

    @Test
    void anotherVersionAnswersWithTheDifference() {
        Group elsewhere = new Group(null, "W1", List.of(new Part(7_300_000_000_000_001L, 0, 2)));
        String json = PlanJson.write(TWO_LINES, new Grouping(List.of(elsewhere), List.of(), List.of()))
                .replaceFirst("\"by\":" + Regroup.VERSION, "\"by\":1");
        PlanJson.Stored stored = PlanJson.read(json);
        assertEquals(1, stored.planner());
        Grouping.PlanDifference difference = stored.replay().difference();
        assertEquals(List.of(elsewhere), difference.gone().groups());
        assertEquals("W2", difference.added().groups().get(0).source());
        assertTrue(PlanInvariants.r1(stored).isEmpty(), "only the same version must plan the same");
    }

    @Test
    void everythingUnusualIsKept() {
        Source odd = Source.of("S1", Source.Kind.SUPPLIER, ZoneId.of("Asia/Shanghai"))
                .withRegion("330100")
                .withCutOff(LocalTime.of(16, 30));
        RegroupInput input = RegroupInput.of(
                List.of(
                        Draft.of(1)
                                .to("anna")
                                .paidAt(null)
                                .flag("sealed")
                                .hold("ASK", Hold.Step.PLAN)
                                .at("S1")
                                .presale(true)
                                .grams("TEA", 1500, 100)
                                .build(),
                        Draft.of(2)
                                .to("anna")
                                .hold("RISK", Hold.Step.MERGE)
                                .pieces("X", 1, 1)
                                .build()),
                List.of(),
                List.of(odd, warehouse("W1", 10).withName("Warehouse one")),
                Map.of(cell("W1", "X"), 1L),
                MergePolicy.builder()
                        .acrossShops(true)
                        .window(Duration.ofMinutes(90))
                        .build(),
                NOW.plusNanos(5));
        Grouping plan = Regroup.decide(input).plan();
        PlanJson.Stored stored = PlanJson.read(PlanJson.write(input, plan));
        assertEquals(input, stored.input());
        assertEquals(plan, stored.plan());
        RegroupInput off = RegroupInput.of(List.of(), List.of(), List.of(), Map.of(), MergePolicy.off(), NOW);
        assertEquals(off, PlanJson.read(PlanJson.write(off, Grouping.NONE)).input());
    }

    /** Rows of before parcels had constraints: nothing but stock limits them, and they are decided again. */
    @Test
    void rowsOfEarlierVersionsLimitNothingButStock() {
        for (int version = 1; version <= 2; version++) {
            String row = """
                {"by":%d,"now":1794391200000,"in":[{"id":1,"ref":["taobao","flagship","T1"],\
                "wants":[[0,"X",2],[1,"Y",1,"at","W2"]]}],"zone":"Z","src":[["W1",10],["W2",20]],\
                "free":["W1",["X",5],"W2",["X",3,"Y",9]],"plan":[["W2",[0,0,2,0,1,1]]]}\
                """.formatted(version);
            PlanJson.Stored stored = PlanJson.read(row);
            assertEquals(version, stored.planner());
            assertEquals(Conditions.NONE, stored.input().conditions());
            assertEquals(
                    Bond.NONE, stored.input().members().get(0).wants().get(0).bond());
            assertEquals(List.of(), stored.plan().waiting());
            assertTrue(stored.replay().now().plan().shortfalls().isEmpty());
        }
    }

    @Test
    void whatIsNoPlanIsRefusedWithARemedy() {
        for (String bad :
                List.of("{}", "[1]", "{\"now\":1,\"plan\":[[\"W1\",[4,0,1]]]}", "{\"now\":1,\"free\":[3,4]}")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> PlanJson.read(bad));
            assertTrue(e.getMessage().startsWith("journaled plan cannot be read"), e.getMessage());
            assertTrue(e.getMessage().contains("\nRead it"), e.getMessage());
        }
    }

    /** As the second version of the planner wrote it: two merged orders, one left out, another policy than usual. */
    private static final String OF_VERSION_2 = """
        {"by":2,"now":1794391200000,"window":"PT1H30M","across":true,"in":[\
        {"id":1,"ref":["taobao","flagship","T1"],"key":"1","ago":0,"cur":"CNY","wants":[[0,"X",1]]},\
        {"id":2,"ref":["taobao","flagship","T2"],"key":"1","ago":0,"cur":"CNY","wants":[[0,"X",1]]},\
        {"id":3,"ref":["taobao","flagship","T3"],"key":"1","no":["SEALED"],"ago":0,"hidden":true,"cur":"CNY",\
        "presale":true,"wants":[[0,"X",1]]}],"zone":"Z","src":[["W1",10]],"free":["W1",["X",5]],\
        "plan":[["W1",[0,0,1,1,0,1]],["W1",[2,0,1]]]}
        """;

    @Test
    void whatEarlierVersionsWroteIsReadAndPlannedAgain() {
        for (String version : List.of("1", "2")) {
            PlanJson.Stored stored = PlanJson.read(OF_VERSION_2.replace("\"by\":2", "\"by\":" + version));
            assertEquals(Integer.parseInt(version), stored.planner());
            assertEquals(Duration.ofMinutes(90), stored.input().policy().window());
            MergeTraits sealed = stored.input().members().get(2).merge();
            assertEquals(MergeTraits.PresaleClass.WAITING, sealed.timing().stock());
            assertTrue(sealed.seller().encrypted());
            Grouping added = stored.replay().difference().added();
            assertEquals(List.of(), added.groups(), "it groups as it did");
            assertEquals(List.of(new Grouping.Hint(3, List.of(2L, 1L), "SEALED")), added.hints());
            assertTrue(PlanInvariants.r1(stored).isEmpty());
        }
    }

    /** Whatever merging reads comes back, and so does what was left open. */
    @Property
    void everythingThatMergingReadsIsKept(@ForAll long seed) {
        RegroupInput input = new Siblings(seed).input();
        Grouping plan = Regroup.decide(input).plan();
        PlanJson.Stored stored = PlanJson.read(PlanJson.write(input, plan));
        assertEquals(input, stored.input());
        assertEquals(plan, stored.plan());
        assertTrue(PlanInvariants.r1(stored).isEmpty());
    }

    @Test
    void everyPartOfAMergePolicyIsKept() {
        MergePolicy odd = MergePolicy.builder()
                .acrossEntities(true)
                .separateInvoices(false)
                .promiseSpan(Duration.ofHours(8))
                .activationSpan(Duration.ofDays(3))
                .refunds(MergePolicy.Refunds.DROP_LINES)
                .until(MergePolicy.Until.APPROVAL)
                .forbiddingHolds(List.of("NOTE"))
                .types(Set.of())
                .platformMarks(List.of("cold-chain"))
                .parcel(new MergePolicy.ParcelLimit(
                        1, 2, new TreeSet<>(Set.of("large")), new TreeSet<>(Set.of("warm/cold"))))
                .build();
        for (MergePolicy policy :
                List.of(odd, odd.toBuilder().platformMarks(List.of()).build())) {
            RegroupInput input = RegroupInput.of(List.of(), List.of(), List.of(), Map.of(), policy, NOW);
            assertEquals(
                    input, PlanJson.read(PlanJson.write(input, Grouping.NONE)).input());
        }
    }
}
