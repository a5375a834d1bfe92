package io.omskit.order.flow;

import static io.omskit.order.Hold.Step.DELIVERY;
import static io.omskit.order.Hold.Step.HAND_OVER;
import static io.omskit.order.Hold.Step.MERGE;
import static io.omskit.order.Hold.Step.PLAN;
import static io.omskit.order.Hold.Step.RELEASE;

import io.omskit.order.Hold;
import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Literal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The gates of {@link OrderFlow#standard}. */
final class StandardGates {
    /** Rises with every change of a gate: engines keep each version for good and refuse another flow of the same name. */
    static final String VERSION = "2";

    private static final Set<Hold.Step> EVERYTHING = EnumSet.of(PLAN, MERGE, RELEASE, HAND_OVER);
    private static final Set<Hold.Step> BEFORE_HAND_OVER = EnumSet.of(MERGE, RELEASE, HAND_OVER);

    private StandardGates() {}

    static List<Gate> of(Duration siblingWait) {
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
                refundOpen()));
        if (!siblingWait.isZero()) {
            gates.add(Gate.delay(
                    "SIBLING_WAIT",
                    new Condition.IsPresent("order.paidAt"),
                    siblingWait,
                    EnumSet.of(RELEASE, HAND_OVER),
                    "orders of the same buyer may follow"));
        }
        gates.add(Gate.builder(Hold.REVIEW, Condition.always(), "not approved")
                .releasers("reviewer")
                .blocks(EnumSet.of(RELEASE, HAND_OVER))
                .build());
        return gates;
    }

    /** Holds the lines that a refund is about; whether the others may be merged is the merge policy's to say (R-5.1, row 5). */
    private static Gate refundOpen() {
        Condition open = isTrue("order.refundOpen");
        return Gate.builder("REFUND_OPEN", open, "a refund is open")
                .lines(new Compare("line.refundState", Operator.EQUAL, Literal.of("REQUESTED")))
                .releaseWhen(new Condition.Not(open))
                .blocks(EnumSet.of(RELEASE, HAND_OVER, DELIVERY))
                .build();
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
}
