package io.omskit.order.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Handling.Question;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.book.SchemaCheck;
import io.omskit.rule.document.ConditionLogic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every flow that may be loaded. */
class FlowProperties {
    @Property
    void whatIsWrittenIsReadBack(@ForAll long seed) {
        OrderFlow flow = new RandomFlows(seed).flow(true);
        if (flow.gates().isEmpty()) {
            return;
        }
        for (String text : List.of(FlowWriter.yaml(flow), FlowWriter.json(flow))) {
            OrderFlow read = FlowReader.of(OrderFields.orders())
                    .read("random", text.getBytes(UTF_8))
                    .orThrow();
            assertEquals(flow.gates(), read.gates(), text);
            assertEquals(flow.toString(), read.toString());
            assertEquals(FlowWriter.yaml(flow), FlowWriter.yaml(read));
        }
        String json = FlowWriter.json(flow);
        assertEquals(
                List.of(),
                SchemaCheck.of(FlowReader.of(OrderFields.orders()).schema()).problems(json),
                json);
    }

    @Property
    void aDamagedFileIsToldAndNeverThrown(@ForAll long seed) {
        RandomFlows random = new RandomFlows(seed);
        OrderFlow flow = random.flow(true);
        if (flow.gates().isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(FlowWriter.yaml(flow));
        for (int i = 1 + random.below(3); i > 0; i--) {
            int at = random.below(text.length());
            text.replace(
                    at, Math.min(text.length(), at + random.below(4)), random.pick("", "x", "7", ":", "[", "- ", "\n"));
        }
        Checked<OrderFlow> read = FlowReader.of(OrderFields.orders())
                .read("damaged", text.toString().getBytes(UTF_8));
        for (RuleProblem problem : read.problems()) {
            assertTrue(problem.place().line() > 0 && !problem.remedy().isBlank(), problem::toString);
        }
    }

    @Property
    void applyingTwiceChangesNothing(@ForAll long seed) {
        RandomFlows random = new RandomFlows(seed);
        OrderFlow flow = random.flow(true);
        Instant now = random.moment();
        Order once = flow.apply(random.order(), now).plan().order();
        Decision<Treatment> again = flow.apply(once, now);
        assertEquals(once, again.plan().order());
        assertEquals(List.of(), again.plan().requests());
        assertEquals(List.of(), again.explanation().reasons());
    }

    /** What the flow says is what an independent reading of its gates says. */
    @Property
    void aGateIsClosedAndOpenedByItsWaysAlone(@ForAll long seed) {
        RandomFlows random = new RandomFlows(seed);
        OrderFlow flow = random.flow(false);
        Instant then = Sold.NOON.plusSeconds(60L * random.below(300));
        Order before = flow.apply(random.order(), then).plan().order();
        Instant now = then.plusSeconds(60L * random.below(900));
        Order told = random.held(random.sold().status(PlatformStatus.TO_SHIP).told(before));
        for (Gate gate : flow.gates()) {
            if (random.chance(20)) {
                told = told.withPass(new Order.Pass(gate.type(), "somebody", now));
            }
        }
        Order after = flow.apply(told, now).plan().order();
        for (Gate gate : flow.gates()) {
            boolean held = holds(after, gate) > 0;
            if (holds(told, gate) > 0) {
                assertEquals(!mayOpen(gate, told, now), held, () -> gate + " of " + before);
            } else if (held) {
                assertTrue(matches(gate.when(), after, now) && !mayOpen(gate, after, now), gate::toString);
            }
        }
    }

    /** Whether or not it stops something. */
    private static Optional<Gate> firstClosed(OrderFlow flow, Order order, Instant now) {
        return flow.gates().stream()
                .filter(gate -> order.holds().stream()
                        .anyMatch(hold -> hold.owner().equals(Hold.FLOW)
                                && hold.handle().equals(gate.type())
                                && (hold.expiresAt() == null || hold.expiresAt().isAfter(now))))
                .findFirst();
    }

    @Property
    void everyWaitingOrderHasAWayOutThatTheFlowNames(@ForAll long seed) {
        RandomFlows random = new RandomFlows(seed);
        OrderFlow flow = random.flow(true);
        Instant now = random.moment();
        Order order = flow.apply(random.order(), now).plan().order();
        for (int step = 0; step < 40; step++) {
            Optional<Gate> waiting = firstClosed(flow, order, now);
            if (waiting.isEmpty()) {
                return;
            }
            Gate gate = waiting.get();
            Order waits = order;
            if (!gate.releasers().isEmpty()) {
                for (int i = 0; i < gate.approvals(); i++) {
                    order = flow.approved(order, gate.type(), "person " + i, now);
                }
                order = flow.apply(order, now).plan().order();
            } else if (openAnswer(order, gate) != null) {
                String answer = Objects.requireNonNull(openAnswer(order, gate));
                order = flow.answered(order, gate.type(), answer, now).plan().order();
            } else if (gate.expiry() != null || endsInSilence(order, gate)) {
                now = flow.nextCheck(order, now).orElseThrow();
                order = flow.apply(order, now).plan().order();
                continue;
            } else {
                assertTrue(
                        ConditionLogic.truth(gate.releaseWhen(), OrderFields.orders()) != ConditionLogic.Truth.NEVER
                                || isToBeCanceled(order, gate),
                        () -> gate + " keeps " + waits);
                return;
            }
            assertEquals(0, holds(order, gate), () -> gate + " keeps " + waits);
        }
    }

    private static String openAnswer(Order order, Gate gate) {
        Question question =
                order.handling().question(gate.type()).filter(Question::isOpen).orElse(null);
        return question == null
                ? null
                : question.answers().entrySet().stream()
                        .filter(answer -> answer.getValue().passes())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isToBeCanceled(Order order, Gate gate) {
        return order.handling()
                .question(gate.type())
                .filter(question -> !question.isOpen() && question.silence() == Meaning.CANCEL)
                .isPresent();
    }

    private static boolean endsInSilence(Order order, Gate gate) {
        return order.handling()
                .question(gate.type())
                .filter(question -> question.isOpen() && question.silence().passes())
                .isPresent();
    }

    private static boolean mayOpen(Gate gate, Order order, Instant now) {
        boolean expired = order.holds().stream()
                .filter(hold -> isOf(hold, gate))
                .anyMatch(hold -> hold.expiresAt() != null && !now.isBefore(hold.expiresAt()));
        Condition lines = gate.lines();
        boolean noLine = lines != null
                && order.sale().lines().stream()
                        .noneMatch(line ->
                                lines.compile(OrderFields.lines()).orThrow().test(line));
        return expired || noLine || order.hasPassed(gate.type()) || matches(gate.releaseWhen(), order, now);
    }

    private static boolean matches(Condition condition, Order order, Instant now) {
        return condition.compile(OrderFields.orders()).orThrow().test(new OrderView(order, now));
    }

    private static long holds(Order order, Gate gate) {
        return order.holds().stream().filter(hold -> isOf(hold, gate)).count();
    }

    private static boolean isOf(Hold hold, Gate gate) {
        return hold.owner().equals(Hold.FLOW) && hold.type().equals(gate.type());
    }
}
