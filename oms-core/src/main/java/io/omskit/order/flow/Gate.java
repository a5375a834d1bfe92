package io.omskit.order.flow;

import io.omskit.order.Hold;
import io.omskit.rule.Condition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A station of an order flow, as data: a hold type with the condition that sets it and the ways that lift it. An order
 * waits at its first closed gate. Source: domain rules.
 *
 * @param type the hold type, unique in its flow
 * @param when closes the gate for an order that has not passed it
 * @param lines which lines the hold is set on, over the fields of a line; absent for the whole order
 * @param releaseWhen opens it again by itself
 * @param releasers roles that may open it by hand; empty where nobody may
 * @param approvals how many different people have to open it by hand, from 1
 * @param expiry how long it stays closed at most; absent where it does not expire
 * @param expiryFrom from when the expiry counts
 * @param recheck how often to look again while it is closed, because time alone may open it; absent where it may not
 * @param blocks what an order waiting here may not do
 * @param reason why an order waits here, for people
 * @param askBack what the customer is asked when it closes; absent where nothing is asked
 * @param onEntry what is done when it closes
 * @param onExit what is done when it opens
 */
public record Gate(
        String type,
        Condition when,
        @Nullable Condition lines,
        Condition releaseWhen,
        Set<String> releasers,
        int approvals,
        @Nullable Duration expiry,
        From expiryFrom,
        @Nullable Duration recheck,
        Set<Hold.Step> blocks,
        String reason,
        @Nullable AskBack askBack,
        List<OrderAction> onEntry,
        List<OrderAction> onExit) {
    /** The condition that never holds. */
    static final Condition NEVER = new Condition.Not(Condition.always());

    /** Refuses a gate that contradicts itself. */
    public Gate {
        releasers = Set.copyOf(releasers);
        blocks = Set.copyOf(blocks);
        onEntry = List.copyOf(onEntry);
        onExit = List.copyOf(onExit);
        if (blocks.isEmpty()) {
            throw refusal(
                    type,
                    "blocks nothing",
                    "Name the steps that an order waiting here may not take, or leave the gate out.");
        }
        if (expiry != null && expiry.isNegative()) {
            throw refusal(type, "expires after " + expiry, "Give a positive duration or none.");
        }
        if (recheck != null && (recheck.isNegative() || recheck.isZero())) {
            throw refusal(type, "is looked at again every " + recheck, "Give a positive duration or none.");
        }
        if (approvals < 1 || (approvals > 1 && releasers.isEmpty())) {
            throw refusal(
                    type,
                    "wants " + approvals + " approvals of " + releasers.size() + " roles",
                    "Give at least one approval, and name who may approve where there are several.");
        }
        if (askBack != null && expiry != null) {
            throw refusal(
                    type,
                    "has an expiry and a question",
                    "Give the deadline of the question alone; silence says what happens then.");
        }
        for (List<OrderAction> actions : List.of(onEntry, onExit)) {
            if (actions.stream().anyMatch(Gate::isForReview)) {
                throw refusal(
                        type,
                        "holds, asks or approves on entry or exit",
                        "Use a gate of its own for a hold, and askBack for a question.");
            }
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
        return builder(type, when, reason)
                .releaseWhen(new Condition.Not(when))
                .blocks(blocks)
                .build();
    }

    /** A gate that stays closed for a time after payment and cannot be opened sooner but by hand. */
    public static Gate delay(String type, Condition when, Duration afterPayment, Set<Hold.Step> blocks, String reason) {
        return builder(type, when, reason)
                .releasers("reviewer")
                .expiry(afterPayment, From.PAID)
                .blocks(blocks)
                .build();
    }

    /**
     * Starts a gate that nothing opens yet and that blocks release and hand-over.
     *
     * @param type the hold type
     * @param when what closes it
     * @param reason why, for people
     * @return a builder
     */
    public static Builder builder(String type, Condition when, String reason) {
        return new Builder(type, when, reason);
    }

    /** Whether an order that waits here waits for a person: roles may open it, and time does not. The review tells of itself. */
    public boolean isForPeople() {
        return !releasers.isEmpty() && expiry == null && !type.equals(Hold.REVIEW);
    }

    /** Whether something the gate names can ever open it, apart from its release condition. */
    boolean hasWayOut() {
        return !releasers.isEmpty() || expiry != null || (askBack != null && askBack.canPass());
    }

    private static boolean isForReview(OrderAction action) {
        return action instanceof OrderAction.Hold
                || action instanceof OrderAction.Ask
                || action instanceof OrderAction.Approve;
    }

    private static IllegalArgumentException refusal(String type, String problem, String remedy) {
        return new IllegalArgumentException("gate " + type + " " + problem + ".\n" + remedy);
    }

    /** Collects the optional parts of a gate. Each method returns this builder. Not thread-safe. */
    public static final class Builder {
        private final String type;
        private final Condition when;
        private final String reason;
        private @Nullable Condition lines;
        private Condition releaseWhen = NEVER;
        private Set<String> releasers = Set.of();
        private int approvals = 1;
        private @Nullable Duration expiry;
        private From expiryFrom = From.CLOSED;
        private @Nullable Duration recheck;
        private Set<Hold.Step> blocks = OrderAction.Hold.USUAL;
        private @Nullable AskBack askBack;
        private List<OrderAction> onEntry = List.of();
        private List<OrderAction> onExit = List.of();

        private Builder(String type, Condition when, String reason) {
            this.type = type;
            this.when = when;
            this.reason = reason;
        }

        public Builder lines(@Nullable Condition which) {
            lines = which;
            return this;
        }

        public Builder releaseWhen(Condition condition) {
            releaseWhen = condition;
            return this;
        }

        public Builder releasers(String... roles) {
            releasers = Set.copyOf(Arrays.asList(roles));
            return this;
        }

        public Builder approvals(int people) {
            approvals = people;
            return this;
        }

        public Builder expiry(@Nullable Duration after, From from) {
            expiry = after;
            expiryFrom = from;
            return this;
        }

        public Builder recheck(@Nullable Duration every) {
            recheck = every;
            return this;
        }

        public Builder blocks(Set<Hold.Step> steps) {
            blocks = steps;
            return this;
        }

        public Builder askBack(@Nullable AskBack question) {
            askBack = question;
            return this;
        }

        public Builder onEntry(List<OrderAction> actions) {
            onEntry = actions;
            return this;
        }

        public Builder onExit(List<OrderAction> actions) {
            onExit = actions;
            return this;
        }

        /** {@return the gate; refused if it contradicts itself} */
        public Gate build() {
            return new Gate(
                    type,
                    when,
                    lines,
                    releaseWhen,
                    releasers,
                    approvals,
                    expiry,
                    expiryFrom,
                    recheck,
                    blocks,
                    reason,
                    askBack,
                    onEntry,
                    onExit);
        }
    }
}
