package io.omskit.order.flow;

import io.omskit.catalog.Sku;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Handling.Choice;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Literal;
import io.omskit.rule.document.ConditionLogic;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Seeded flows that may be loaded, and orders that get caught in them; the same seed always makes the same. */
final class RandomFlows {
    private static final String[] WORDS = {"a", "b", "c", "yes: no", "中文", "- x", "\"q\"", "#7"};

    private final Random random;

    RandomFlows(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    final <X> X pick(X... values) {
        return values[random.nextInt(values.length)];
    }

    /** A flow of up to six gates; what a load would refuse is left out. */
    OrderFlow flow(boolean acting) {
        List<Gate> gates = new ArrayList<>();
        for (int i = 1 + below(6); i > 0; i--) {
            Gate gate = gate(pick("G" + i, "G1", Hold.REVIEW), acting);
            if (gate != null) {
                gates.add(gate);
            }
        }
        for (List<FlowLogic.Flaw> flaws = FlowLogic.flaws(gates, OrderFields.orders());
                !flaws.isEmpty();
                flaws = FlowLogic.flaws(gates, OrderFields.orders())) {
            gates.remove(flaws.get(0).gate());
        }
        return OrderFlow.of("random@" + below(9), OrderFields.orders(), gates);
    }

    private @Nullable Gate gate(String type, boolean acting) {
        Gate.Builder gate = Gate.builder(type, condition(0), pick(WORDS))
                .releaseWhen(chance(40) ? Gate.NEVER : condition(0))
                .blocks(steps());
        if (chance(50)) {
            gate.releasers("desk", pick(WORDS)).approvals(1 + below(3));
        }
        if (chance(30)) {
            gate.expiry(span(), pick(Gate.From.values()));
        } else if (chance(40)) {
            gate.askBack(askBack());
        }
        if (chance(30)) {
            gate.lines(pick(
                    new Compare("line.presale", Operator.EQUAL, Literal.of(true)),
                    new Compare("line.code", Operator.EQUAL, Literal.of("A")),
                    Condition.always()));
        }
        gate.recheck(chance(30) ? span() : null);
        if (acting) {
            gate.onEntry(actions()).onExit(actions());
        }
        return gate.build();
    }

    private Set<Hold.Step> steps() {
        Set<Hold.Step> steps = EnumSet.of(pick(Hold.Step.values()));
        steps.add(pick(Hold.Step.values()));
        return steps;
    }

    private Duration span() {
        return Duration.ofMinutes(1 + below(600));
    }

    private AskBack askBack() {
        Map<String, Meaning> answers = new LinkedHashMap<>();
        for (int i = 1 + below(3); i > 0; i--) {
            answers.put(pick(WORDS) + i, pick(Meaning.values()));
        }
        Meaning silence = pick(Meaning.values());
        answers.put("other", silence == Meaning.PASS ? Meaning.CANCEL : Meaning.PASS);
        return new AskBack(pick(WORDS) + "?", span(), answers, silence);
    }

    /** What conditions can read of it only grows, as the documentation of the flow asks for. */
    private List<OrderAction> actions() {
        List<OrderAction> actions = new ArrayList<>();
        for (int i = below(3); i > 0; i--) {
            OrderAction action =
                    switch (below(8)) {
                        case 0 -> new OrderAction.Seal();
                        case 1 -> new OrderAction.Source(pick(WORDS));
                        case 2 -> new OrderAction.Gift(new Sku("CUP"), 1 + below(9));
                        case 3 -> new OrderAction.Merge(pick(Choice.values()));
                        case 4 -> new OrderAction.Lift(pick("WEIGHT", "MANUAL"));
                        case 5 -> new OrderAction.ShipBy(span());
                        default -> new OrderAction.Tag(List.of(pick("a", "b", "c")));
                    };
            // what is said twice is refused
            if (actions.stream().noneMatch(said -> said.getClass() == action.getClass())) {
                actions.add(action);
            }
        }
        return actions;
    }

    private Condition condition(int depth) {
        if (depth < 3 && chance(40)) {
            Condition left = condition(depth + 1);
            Condition right = condition(depth + 1);
            return switch (below(3)) {
                case 0 -> together(left, right);
                case 1 -> Condition.any(left, right);
                default -> new Condition.Not(left);
            };
        }
        return switch (below(9)) {
            case 0 -> Condition.always();
            case 1 -> new Condition.Contains("order.flags", pick("x", "y"));
            case 2 -> new Condition.Contains("order.tags", pick("a", "b", "c"));
            case 3 -> new Condition.Contains("order.holds", pick("WEIGHT", "MANUAL"));
            case 4 -> new Compare("order.sealed", Operator.EQUAL, Literal.of(chance(50)));
            case 5 ->
                new Compare(
                        "order.payable", pick(Operator.values()), Literal.of(Money.of(100L * (1 + below(4)), "CNY")));
            case 6 -> new Compare("order.status", Operator.EQUAL, Literal.of(pick("TO_SHIP", "UNPAID")));
            case 7 -> new Compare("order.minutesSincePaid", Operator.GREATER, Literal.of(below(600)));
            default ->
                new Condition.AnyLine("lines", new Compare("line.presale", Operator.EQUAL, Literal.of(chance(50))));
        };
    }

    /** Both, or either where they exclude each other, which a file may not say. */
    private static Condition together(Condition left, Condition right) {
        Condition.All both = new Condition.All(List.of(left, right));
        return ConditionLogic.conflict(both, OrderFields.orders()).isPresent() ? Condition.any(left, right) : both;
    }

    Sold sold() {
        List<String> flags = new ArrayList<>();
        if (chance(50)) {
            flags.add("x");
        }
        if (chance(50)) {
            flags.add("y");
        }
        Sold sold = new Sold(flags.toArray(String[]::new));
        for (int i = below(4); i > 0; i--) {
            sold = chance(50)
                    ? sold.line(pick("A", "B") + (i == 1 ? "" : i), Quantity.pieces(1), 100)
                    : sold.presale(pick("A", "B") + (i == 1 ? "" : i), Quantity.pieces(1), 100);
        }
        return sold.status(pick(PlatformStatus.TO_SHIP, PlatformStatus.UNPAID));
    }

    Order order() {
        return held(sold().order());
    }

    Order held(Order order) {
        for (String type : List.of("WEIGHT", "MANUAL")) {
            if (chance(30)) {
                order = order.withHold(
                        new Hold(type, "host", type, null, "x", Sold.NOON, null, Set.of(Hold.Step.HAND_OVER)));
            }
        }
        return order;
    }

    Instant moment() {
        return Sold.NOON.plusSeconds(60L * below(1_000));
    }
}
