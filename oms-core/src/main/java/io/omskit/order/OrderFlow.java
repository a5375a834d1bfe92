package io.omskit.order;

import static io.omskit.order.Hold.Step.DELIVERY;
import static io.omskit.order.Hold.Step.HAND_OVER;
import static io.omskit.order.Hold.Step.MERGE;
import static io.omskit.order.Hold.Step.PLAN;
import static io.omskit.order.Hold.Step.RELEASE;

import io.omskit.decision.Decision;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of gates, compiled against the field catalog. Immutable and safe for several threads; the same order
 * at the same moment always gets the same holds.
 */
public final class OrderFlow {
    /** Owner of every hold that a flow sets. */
    public static final String OWNER = "flow";

    /** The gate that a review opens. */
    public static final String REVIEW = "REVIEW";

    private static final Set<Hold.Step> EVERYTHING = EnumSet.of(PLAN, MERGE, RELEASE, HAND_OVER);
    private static final Set<Hold.Step> BEFORE_HAND_OVER = EnumSet.of(MERGE, RELEASE, HAND_OVER);

    private final String name;
    private final List<Compiled> gates;

    private OrderFlow(String name, List<Compiled> gates) {
        this.name = name;
        this.gates = List.copyOf(gates);
    }

    /**
     * A station of an order flow, as data: a hold type with the condition that sets it and the one that lifts it. An order
     * waits at its first closed gate. Source: domain rules.
     *
     * @param type the hold type, unique in its flow
     * @param when closes the gate for an order that has not passed it
     * @param releaseWhen opens it again by itself
     * @param releasers roles that may open it by hand; empty where nobody may
     * @param expiry how long it stays closed at most; absent where it does not expire
     * @param expiryFrom from when the expiry counts
     * @param blocks what an order waiting here may not do
     * @param reason why an order waits here, for people
     */
    public record Gate(
            String type,
            Condition when,
            Condition releaseWhen,
            Set<String> releasers,
            @Nullable Duration expiry,
            From expiryFrom,
            Set<Hold.Step> blocks,
            String reason) {

        public Gate {
            releasers = Set.copyOf(releasers);
            blocks = Set.copyOf(blocks);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("gate " + type
                        + " blocks nothing.\n"
                        + "Name the steps that an order waiting here may not take, or leave the gate out.");
            }
            if (expiry != null && expiry.isNegative()) {
                throw new IllegalArgumentException(
                        "gate " + type + " expires after " + expiry + ".\nGive a positive duration or none.");
            }
        }

        /** From when an expiry counts. */
        public enum From {
            CLOSED,
            PLACED,
            PAID
        }

        /** A gate that opens exactly when the condition that closed it is gone. */
        public static Gate whileTrue(String type, Condition when, Set<Hold.Step> blocks, String reason) {
            return new Gate(type, when, new Condition.Not(when), Set.of(), null, From.CLOSED, blocks, reason);
        }

        /** A gate that stays closed for a time after payment and cannot be opened sooner but by hand. */
        public static Gate delay(
                String type, Condition when, Duration afterPayment, Set<Hold.Step> blocks, String reason) {
            return new Gate(
                    type,
                    when,
                    new Condition.Not(Condition.always()),
                    Set.of("reviewer"),
                    afterPayment,
                    From.PAID,
                    blocks,
                    reason);
        }
    }

    private record Compiled(Gate gate, Predicate<OrderView> when, Predicate<OrderView> releaseWhen) {}

    /**
     * Compiles a flow.
     *
     * @param name name and version, kept in reasons
     * @throws IllegalArgumentException if two gates have one type, a condition does not fit the catalog, or a gate can
     *     never open
     */
    public static OrderFlow of(String name, Fields<OrderView> fields, List<Gate> gates) {
        List<Compiled> compiled = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (Gate gate : gates) {
            if (!types.add(gate.type())) {
                throw new IllegalArgumentException(
                        "flow " + name + " has two gates " + gate.type() + ".\nGive each gate a type of its own.");
            }
            compiled.add(new Compiled(
                    gate,
                    gate.when().compile(fields).orThrow(),
                    gate.releaseWhen().compile(fields).orThrow()));
        }
        return new OrderFlow(name, compiled);
    }

    /**
     * The flow of the standard case: known, mapped, paid, allowed by the platform, no refund open, its siblings had the
     * time to arrive, reviewed.
     *
     * @param siblingWait how long after payment to wait for orders of the same buyer; zero waits for nobody
     */
    public static OrderFlow standard(Duration siblingWait) {
        List<Gate> gates = new ArrayList<>(List.of(
                Gate.whileTrue("EXPECTED", isTrue("order.expected"), EVERYTHING, "the order itself is not known yet"),
                Gate.whileTrue("STATUS_UNKNOWN", status("UNKNOWN"), EVERYTHING, "the platform's status is not known"),
                Gate.whileTrue(
                        "UNPAID",
                        Condition.any(status("UNPAID"), status("DEPOSIT_PAID")),
                        EVERYTHING,
                        "not paid in full"),
                Gate.whileTrue(
                        "SHIPPED_ELSEWHERE",
                        isTrue("order.shippedElsewhere"),
                        EVERYTHING,
                        "the platform says that it was shipped, not by us"),
                Gate.whileTrue("UNMAPPED", atLeastOne("order.unmappedLines"), BEFORE_HAND_OVER, "a line is unmapped"),
                Gate.whileTrue(
                        "PLATFORM_HOLD",
                        Condition.any(status("PAID_HOLD"), new Condition.IsPresent("order.blocks")),
                        BEFORE_HAND_OVER,
                        "the platform forbids shipping"),
                Gate.whileTrue(
                        "REFUND_OPEN",
                        isTrue("order.refundOpen"),
                        EnumSet.of(MERGE, RELEASE, HAND_OVER, DELIVERY),
                        "a refund is open")));
        if (!siblingWait.isZero()) {
            gates.add(Gate.delay(
                    "SIBLING_WAIT",
                    new Condition.IsPresent("order.paidAt"),
                    siblingWait,
                    EnumSet.of(RELEASE, HAND_OVER),
                    "orders of the same buyer may follow"));
        }
        gates.add(new Gate(
                REVIEW,
                Condition.always(),
                new Condition.Not(Condition.always()),
                Set.of("reviewer"),
                null,
                Gate.From.CLOSED,
                EnumSet.of(RELEASE, HAND_OVER),
                "not approved"));
        return of("standard@1", OrderFields.orders(), gates);
    }

    private static Condition isTrue(String field) {
        return new Compare(field, Operator.EQUAL, Literal.of(true));
    }

    private static Condition status(String word) {
        return new Compare("order.status", Operator.EQUAL, Literal.of(word));
    }

    private static Condition atLeastOne(String field) {
        return new Compare(field, Operator.GREATER, Literal.of(0));
    }

    /** The order with the holds that its state asks for now, and the reasons for every change. */
    public Decision<Order> apply(Order order, Instant now) {
        OrderView view = new OrderView(order, now);
        Order result = order;
        List<Reason> reasons = new ArrayList<>();
        for (Compiled compiled : gates) {
            Gate gate = compiled.gate();
            Hold hold = holdOf(order, gate);
            if (hold == null) {
                if (isToClose(compiled, view)) {
                    result = result.withHold(close(gate, order, now));
                    reasons.add(reason("GATE_CLOSED", order, gate));
                }
            } else if (order.hasPassed(gate.type()) || compiled.releaseWhen().test(view) || isExpired(hold, now)) {
                result = result.withoutHold(OWNER, gate.type());
                if (isExpired(hold, now)) {
                    // else it would close again at once and wait anew
                    result = result.withPass(new Order.Pass(gate.type(), name, now));
                }
                reasons.add(reason("GATE_OPENED", order, gate));
            }
        }
        return new Decision<>(result, Explanation.of(reasons.toArray(Reason[]::new)));
    }

    private static boolean isToClose(Compiled compiled, OrderView view) {
        Gate gate = compiled.gate();
        return !view.order().hasPassed(gate.type())
                && compiled.when().test(view)
                && !compiled.releaseWhen().test(view)
                && !isOver(gate, view.order(), view.now());
    }

    private Reason reason(String code, Order order, Gate gate) {
        return Reason.of(code, "order " + order.ref(), "gate", gate.type(), "flow", name);
    }

    /** The first closed gate, in the order of the flow; its type is what people see as the order's place. */
    public Optional<Gate> waitingAt(Order order, Instant now) {
        for (Compiled compiled : gates) {
            Hold hold = holdOf(order, compiled.gate());
            if (hold != null && !isExpired(hold, now)) {
                return Optional.of(compiled.gate());
            }
        }
        return Optional.empty();
    }

    /** Whether the only gate that is still closed is the review, so that a decision about it is due. */
    public boolean isReviewDue(Order order, Instant now) {
        return waitingAt(order, now).filter(gate -> gate.type().equals(REVIEW)).isPresent();
    }

    /** The gate of this type. */
    public Optional<Gate> gate(String type) {
        return gates.stream()
                .map(Compiled::gate)
                .filter(gate -> gate.type().equals(type))
                .findFirst();
    }

    /** When a hold of this order ends by itself next; absent where time alone changes nothing. */
    public Optional<Instant> nextCheck(Order order) {
        return order.holds().stream()
                .map(Hold::expiresAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo);
    }

    private static @Nullable Hold holdOf(Order order, Gate gate) {
        for (Hold hold : order.holds()) {
            if (hold.owner().equals(OWNER) && hold.handle().equals(gate.type())) {
                return hold;
            }
        }
        return null;
    }

    private static Hold close(Gate gate, Order order, Instant now) {
        return new Hold(
                gate.type(), OWNER, gate.type(), null, gate.reason(), now, expiresAt(gate, order, now), gate.blocks());
    }

    private static @Nullable Instant expiresAt(Gate gate, Order order, Instant now) {
        Duration expiry = gate.expiry();
        if (expiry == null) {
            return null;
        }
        Instant from =
                switch (gate.expiryFrom()) {
                    case CLOSED -> now;
                    case PAID -> order.paidAt();
                    case PLACED -> {
                        Sale.Basis basis = order.sale().basis();
                        yield basis == null ? null : basis.placedAt();
                    }
                };
        return (from == null ? now : from).plus(expiry);
    }

    /** A gate whose time has passed before it was ever closed stays open. */
    private static boolean isOver(Gate gate, Order order, Instant now) {
        Instant end = expiresAt(gate, order, now);
        return end != null && gate.expiryFrom() != Gate.From.CLOSED && !now.isBefore(end);
    }

    private static boolean isExpired(Hold hold, Instant now) {
        Instant end = hold.expiresAt();
        return end != null && !now.isBefore(end);
    }

    /** Name and version. */
    @Override
    public String toString() {
        return name;
    }
}
