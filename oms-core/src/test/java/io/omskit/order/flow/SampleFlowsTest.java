package io.omskit.order.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Demand;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.Progress;
import io.omskit.rule.Fields;
import io.omskit.rule.book.SchemaCheck;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flows that ship as examples: written in YAML alone, and the way of orders through them. */
class SampleFlowsTest {
    private static final Fields<OrderView> FIELDS = OrderFields.orders(ZoneId.of("Asia/Shanghai"));
    private static final Instant NOON = Sold.NOON;
    private static final Instant MORNING = Instant.parse("2026-03-01T23:00:00Z"); // seven on the next day there

    static OrderFlow flow(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SampleFlowsTest.class.getResourceAsStream(name + ".yaml"))) {
            return FlowReader.of(FIELDS).read(name, in.readAllBytes()).orThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard",
                "farm-produce-spot-trade",
                "deposit-presale",
                "bespoke-two-approvals",
                "cross-border-customs-limit",
                "presale-question"
            })
    void eachFollowsTheSchemaAndSurvivesARewrite(String name) throws IOException {
        OrderFlow flow = flow(name);
        String json = FlowWriter.json(flow);
        assertEquals(
                List.of(),
                SchemaCheck.of(FlowReader.of(OrderFields.orders()).schema()).problems(json),
                json);
        byte[] yaml = FlowWriter.yaml(flow).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(
                flow.gates(), FlowReader.of(FIELDS).read(name, yaml).orThrow().gates());
    }

    @Test
    void theStandardFlowIsThisFile() throws IOException {
        OrderFlow file = flow("standard");
        OrderFlow built = OrderFlow.standard(Duration.ofMinutes(30));
        assertEquals(built.gates(), file.gates());
        assertEquals(built.toString(), file.toString());
    }

    @Test
    void produceThatIsPaidAfterTheCutOffLeavesOnTheNextDay() throws IOException {
        OrderFlow flow = flow("farm-produce-spot-trade");
        Order order = flow.apply(kale(5_000).order(), NOON).plan().order();
        assertEquals(Optional.of("CUT_OFF"), waiting(flow, order, NOON));
        assertEquals(Set.of("next-day"), order.handling().tags());
        Instant again = flow.nextCheck(order, NOON).orElseThrow();
        assertEquals(NOON.plusSeconds(1_800), again, "time alone opens the gate, so somebody has to look");
        assertEquals(Optional.of("CUT_OFF"), waiting(flow, applied(flow, order, again), again));
        Order next = applied(flow, order, Instant.parse("2026-03-01T16:00:00Z"));
        assertEquals(Optional.of("REVIEW"), waiting(flow, next, Instant.parse("2026-03-01T16:00:00Z")));
        Order early = kale(5_000).paidAt(MORNING).order();
        assertEquals(Optional.of("REVIEW"), waiting(flow, applied(flow, early, MORNING), MORNING));
    }

    @Test
    void onlyTheHeavyLineNeedsItsVehicle() throws IOException {
        OrderFlow flow = flow("farm-produce-spot-trade");
        Order order = applied(
                flow,
                kale(50_001)
                        .line("LEEK", Quantity.of(500, Measure.KILOGRAM), 900)
                        .paidAt(MORNING)
                        .order(),
                MORNING);
        order = applied(flow, order.withPass(new Order.Pass(Hold.REVIEW, "rule", MORNING)), MORNING);
        assertEquals(Optional.of("HEAVY_LINE"), waiting(flow, order, MORNING));
        assertTrue(order.isBlocked(Hold.Step.RELEASE, "KALE", MORNING));
        assertFalse(order.isBlocked(Hold.Step.RELEASE, "LEEK", MORNING));
        Order free = applied(flow, flow.approved(order, "HEAVY_LINE", "dispatcher 1", MORNING), MORNING);
        assertEquals(Optional.empty(), waiting(flow, free, MORNING));
    }

    @Test
    void aWeightAboveTheToleranceIsAskedBack() throws IOException {
        OrderFlow flow = flow("farm-produce-spot-trade");
        Order order = applied(flow, kale(5_000).paidAt(MORNING).order(), MORNING)
                .withPass(new Order.Pass(Hold.REVIEW, "rule", MORNING))
                .withDemands(List.of(packed("KALE", 5_000)));
        Hold weight = new Hold(
                "WEIGHT", "packing", "WEIGHT#0", "KALE", "packed 5.6 kg", MORNING, null, Set.of(Hold.Step.HAND_OVER));
        Decision<Treatment> asked = flow.apply(applied(flow, order, MORNING).withHold(weight), MORNING);
        Request.Ask ask = (Request.Ask) asked.plan().requests().get(0);
        assertEquals(List.of("send it", "pack again", "cancel"), ask.answers());
        assertEquals(MORNING.plusSeconds(7_200), ask.deadline());
        Order open = asked.plan().order();
        assertEquals(Optional.of("WEIGHT_DIFFERS"), waiting(flow, open, MORNING));
        Order sent =
                flow.answered(open, "WEIGHT_DIFFERS", "send it", MORNING).plan().order();
        assertEquals(List.of(), sent.holds(), "the hold of the packing is gone as well");
        Decision<Treatment> canceled = flow.answered(open, "WEIGHT_DIFFERS", "cancel", MORNING);
        assertEquals(
                List.of(new Request.Cancel("WEIGHT_DIFFERS", "cancel")),
                canceled.plan().requests());
        Order silent = applied(flow, open, MORNING.plusSeconds(7_200));
        assertEquals(Optional.of("WEIGHT_DIFFERS"), waiting(flow, silent, MORNING.plusSeconds(7_200)));
        assertThrows(IllegalArgumentException.class, () -> flow.answered(silent, "WEIGHT_DIFFERS", "send it", MORNING));
    }

    @Test
    void aPresaleShipsFifteenDaysAfterItsBalance() throws IOException {
        OrderFlow flow = flow("deposit-presale");
        Sold sold = new Sold()
                .presale("COAT", Quantity.pieces(1), 90_000)
                .line("SCARF", Quantity.pieces(1), 9_000)
                .paidAt(null)
                .status(PlatformStatus.DEPOSIT_PAID);
        Order deposit = applied(flow, sold.order(), NOON);
        assertEquals(Optional.of("BALANCE_OPEN"), waiting(flow, deposit, NOON));
        assertFalse(deposit.isBlocked(Hold.Step.PLAN, NOON), "stock is planned from the deposit on");
        assertEquals(Handling.Choice.FORBID, deposit.handling().merge());
        Instant later = NOON.plus(Duration.ofDays(3));
        Order paid =
                applied(flow, sold.paidAt(later).status(PlatformStatus.TO_SHIP).told(deposit), later);
        assertEquals(Optional.of("REVIEW"), waiting(flow, paid, later));
        assertEquals(later.plus(Duration.ofDays(15)), paid.shipBy());
        assertEquals(Handling.Choice.ALLOW, paid.handling().merge());
    }

    @Test
    void onlyTheLineWhoseGoodsAreToComeWaits() throws IOException {
        OrderFlow flow = flow("deposit-presale");
        Order order = new Sold()
                .presale("COAT", Quantity.pieces(1), 90_000)
                .line("SCARF", Quantity.pieces(1), 9_000)
                .order()
                .withPass(new Order.Pass(Hold.REVIEW, "rule", NOON));
        Order waiting = applied(flow, order.withDemands(List.of(missing(1))), NOON);
        assertTrue(waiting.isBlocked(Hold.Step.RELEASE, "COAT", NOON));
        assertFalse(waiting.isBlocked(Hold.Step.RELEASE, "SCARF", NOON));
        assertEquals(
                List.of(),
                applied(flow, waiting.withDemands(List.of(missing(0))), NOON).holds());
    }

    @Test
    void bespokeGoodsWaitForTheDrawingAndForTwoPeople() throws IOException {
        OrderFlow flow = flow("bespoke-two-approvals");
        Order order = applied(
                flow,
                new Sold().line("BESPOKE-RING", Quantity.pieces(1), 25_000_00).order(),
                NOON);
        assertEquals(Optional.of("DRAWING"), waiting(flow, order, NOON));
        assertTrue(order.handling().sealed());
        Order drawn = flow.answered(order, "DRAWING", "make it", NOON).plan().order();
        assertEquals(Optional.of("WORKSHOP"), waiting(flow, drawn, NOON));
        Order once = applied(flow, flow.approved(drawn, "WORKSHOP", "anna", NOON), NOON);
        Order twice = applied(flow, flow.approved(once, "WORKSHOP", "anna", NOON), NOON);
        assertEquals(Optional.of("WORKSHOP"), waiting(flow, twice, NOON), "the same person counts once");
        Order both = applied(flow, flow.approved(twice, "WORKSHOP", "bela", NOON), NOON);
        assertEquals(Optional.of("FINANCE_REVIEW"), waiting(flow, both, NOON));
        assertEquals(List.of(), both.handling().approvals());
        Order paid = applied(flow, flow.approved(both, "FINANCE_REVIEW", "cem", NOON), NOON);
        assertTrue(flow.isReviewDue(paid, NOON));
        assertThrows(IllegalArgumentException.class, () -> flow.approved(paid, "UNPAID", "anna", NOON));
        Order cup =
                applied(flow, new Sold().line("CUP", Quantity.pieces(1), 900).order(), NOON);
        assertTrue(flow.isReviewDue(cup, NOON));
    }

    @Test
    void aboveTheCustomsLimitTheCustomerDecidesAndSilenceCancels() throws IOException {
        OrderFlow flow = flow("cross-border-customs-limit");
        Sold dear = new Sold().line("A", Quantity.pieces(1), 3_000_00).line("B", Quantity.pieces(1), 2_000_01);
        Order order = applied(flow, dear.order(), NOON);
        assertEquals(Optional.of("CUSTOMS_LIMIT"), waiting(flow, order, NOON));
        assertEquals(Handling.Choice.FORBID, order.handling().merge());
        Instant deadline = NOON.plus(Duration.ofHours(24));
        assertEquals(Optional.of(deadline), flow.nextCheck(order, NOON));
        Decision<Treatment> silent = flow.apply(order, deadline);
        assertEquals(
                List.of(new Request.Cancel("CUSTOMS_LIMIT", "")), silent.plan().requests());
        assertEquals(
                "QUESTION_UNANSWERED", silent.explanation().reasons().get(0).code());
        assertEquals(
                List.of(), flow.apply(silent.plan().order(), deadline).plan().requests(), "it is asked for once");
        Order duty =
                flow.answered(order, "CUSTOMS_LIMIT", "full duty", NOON).plan().order();
        assertEquals(Set.of("above-limit", "full-duty"), duty.handling().tags());
        assertTrue(flow.isReviewDue(duty, NOON));
        Order onePiece =
                applied(flow, new Sold().line("A", Quantity.pieces(1), 9_000_00).order(), NOON);
        assertTrue(flow.isReviewDue(onePiece, NOON), "one piece cannot be divided");
        Order foreign = applied(
                flow, new Sold().in("USD").line("A", Quantity.pieces(1), 1).order(), NOON);
        assertEquals(Optional.of("OTHER_CURRENCY"), waiting(flow, foreign, NOON));
    }

    private static Sold kale(long grams) {
        return new Sold().line("KALE", Quantity.of(grams, Measure.KILOGRAM), 9_000);
    }

    private static Order applied(OrderFlow flow, Order order, Instant now) {
        return flow.apply(order, now).plan().order();
    }

    private static Optional<String> waiting(OrderFlow flow, Order order, Instant now) {
        return flow.waitingAt(order, now).map(Gate::type);
    }

    private static Demand packed(String sku, long grams) {
        return demand(sku, Measure.KILOGRAM)
                .withPlan(0, 0, grams)
                .withProgress(Progress.NONE.release(grams).pack(grams));
    }

    private static Demand missing(long pieces) {
        return demand("COAT", Measure.PIECE).withPlan(1 - pieces, pieces, 0);
    }

    private static Demand demand(String sku, Measure measure) {
        return new Demand(
                0,
                sku,
                new Sku(sku),
                measure,
                Demand.Origin.SOLD,
                1,
                1,
                null,
                false,
                null,
                true,
                null,
                null,
                List.of(),
                1,
                0,
                0,
                1,
                0,
                0,
                Progress.NONE);
    }
}
