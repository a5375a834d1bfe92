package io.omskit.order.flow;

import io.omskit.catalog.Sku;
import io.omskit.order.Handling.Choice;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a review rule or a gate does to an order, as data. {@link OrderActions} names them for documents and applies them.
 */
public sealed interface OrderAction {
    /** Whether the action keeps a review from approving, be it for single lines. */
    default boolean isStop() {
        return this instanceof Hold || this instanceof Route || this instanceof Ask;
    }

    /** The review gate opens, unless another action of the same decision keeps it closed. */
    record Approve() implements OrderAction {}

    /**
     * A person decides. Type {@code REVIEW} leaves the review gate closed; any other type sets a hold of its own, which
     * the review takes back as soon as its rules do not ask for it any more. On lines it stops these alone: the rest of the
     * order passes where a rule approves it.
     *
     * @param type the type of the hold
     * @param blocks what the hold blocks
     * @param codes the codes of the lines that it is about; empty for the whole order
     * @param reason why, for people; no personal data
     */
    record Hold(String type, Set<io.omskit.order.Hold.Step> blocks, Set<String> codes, String reason)
            implements OrderAction {
        /** What a hold blocks where a rule does not say it. */
        static final Set<io.omskit.order.Hold.Step> USUAL =
                EnumSet.of(io.omskit.order.Hold.Step.RELEASE, io.omskit.order.Hold.Step.HAND_OVER);

        /** Refuses a hold without effect, and one on lines that has no type of its own. */
        public Hold {
            blocks = Set.copyOf(blocks);
            codes = Set.copyOf(codes);
            boolean review = type.equals(io.omskit.order.Hold.REVIEW);
            if (type.isBlank() || blocks.isEmpty() || (review && (!codes.isEmpty() || !blocks.equals(USUAL)))) {
                throw new IllegalArgumentException("A hold of type '" + type + "' blocks " + new TreeSet<>(blocks)
                        + " of " + (codes.isEmpty() ? "the order" : codes.size() + " codes") + ".\n"
                        + "Name what it blocks; for steps or lines of its own give it a type other than REVIEW.");
            }
        }

        /** The review stays with a person. */
        public static Hold review() {
            return new Hold(io.omskit.order.Hold.REVIEW, USUAL, Set.of(), "");
        }
    }

    /**
     * A reviewer decides.
     *
     * @param reviewer name of a person or a queue
     */
    record Route(String reviewer) implements OrderAction {}

    /**
     * The order gets free words.
     *
     * @param words the words
     */
    record Tag(List<String> words) implements OrderAction {
        /** Copies the list. */
        public Tag {
            words = List.copyOf(words);
        }
    }

    /**
     * A source is to fulfill the order.
     *
     * @param id the source
     */
    record Source(String id) implements OrderAction {}

    /**
     * A carrier is to carry it.
     *
     * @param id the carrier
     */
    record Carrier(String id) implements OrderAction {}

    /**
     * Goods are added for nothing.
     *
     * @param sku what
     * @param quantity how many smallest steps of its measure, at least one
     */
    record Gift(Sku sku, long quantity) implements OrderAction {
        /** Refuses a gift of nothing. */
        public Gift {
            if (quantity < 1) {
                throw new IllegalArgumentException(
                        "A gift of " + sku + " has the quantity " + quantity + ".\nGive at least 1.");
            }
        }
    }

    /** The order may be neither merged nor split. */
    record Seal() implements OrderAction {}

    /**
     * Whether it may travel with other orders.
     *
     * @param choice allow or forbid
     */
    record Merge(Choice choice) implements OrderAction {}

    /**
     * Whether it may be split.
     *
     * @param choice allow or forbid
     */
    record Split(Choice choice) implements OrderAction {}

    /**
     * The customer is asked; until the answer a hold of type {@code ASK_BACK} waits for it.
     *
     * @param askBack the question
     */
    record Ask(AskBack askBack) implements OrderAction {
        /** The type of the hold and of the question. */
        public static final String TYPE = "ASK_BACK";
    }

    /**
     * Until when to hand over.
     *
     * @param afterPayment counted from payment, above zero
     */
    record ShipBy(Duration afterPayment) implements OrderAction {
        /** Refuses a promise that is broken at once. */
        public ShipBy {
            if (afterPayment.isNegative() || afterPayment.isZero()) {
                throw new IllegalArgumentException(
                        "A ship-by time of " + afterPayment + " after payment is over at once.\nGive more than zero.");
            }
        }
    }

    /**
     * Holds that neither a gate nor a review rule has set are lifted. For gates only.
     *
     * @param type their type
     */
    record Lift(String type) implements OrderAction {}
}
