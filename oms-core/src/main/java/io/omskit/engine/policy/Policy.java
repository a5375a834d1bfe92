package io.omskit.engine.policy;

import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderActions;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.rule.action.ActionCatalog;
import java.time.Duration;
import java.util.List;

/**
 * How one engine decides. Immutable; two engines in one process may differ.
 *
 * @param flow the gates of an order
 * @param review the rules that open the review gate; an order that no rule approves waits for a person
 * @param merge when orders may travel together
 * @param gifts the rules that give gifts; over all orders that travel together
 * @param inboxLimit messages of one shop that may wait before intake answers "later"
 * @param batch messages that are processed in one commit
 * @param payloadRetention how long raw payloads are kept after they came; what was read from them stays
 * @param stock when stock is taken, how much each channel may sell, what channels are told
 * @param fulfillment how goods are put into parcels and which sources send them
 * @param reading what rules may read of people's words, and whom the blacklist knows
 */
public record Policy(
        OrderFlow flow,
        RuleBook<OrderView, OrderAction> review,
        MergePolicy merge,
        GiftBook gifts,
        int inboxLimit,
        int batch,
        Duration payloadRetention,
        StockPolicy stock,
        FulfillmentPolicy fulfillment,
        ReadingPolicy reading) {

    public Policy {
        if (inboxLimit < 1 || batch < 1 || batch > 5_000) {
            throw new IllegalArgumentException("inboxLimit is " + inboxLimit + ", batch is " + batch
                    + ".\nGive a positive limit and a batch of 1 to 5,000.");
        }
        if (payloadRetention.isNegative() || payloadRetention.isZero()) {
            throw new IllegalArgumentException("payloads are kept for " + payloadRetention
                    + ".\nGive a positive duration; a payload must live until it was read.");
        }
    }

    /** Approves what has no problems, merges within 24 hours, waits for nobody, keeps payloads for 90 days. */
    public static Policy defaults() {
        return new Policy(
                OrderFlow.standard(Duration.ZERO),
                approveClean(),
                MergePolicy.defaults(),
                GiftBook.none(),
                100_000,
                500,
                Duration.ofDays(90),
                StockPolicy.defaults(),
                FulfillmentPolicy.defaults(),
                ReadingPolicy.nothing());
    }

    public Policy withFlow(OrderFlow newFlow) {
        return new Policy(
                newFlow, review, merge, gifts, inboxLimit, batch, payloadRetention, stock, fulfillment, reading);
    }

    public Policy withReview(RuleBook<OrderView, OrderAction> book) {
        return new Policy(flow, book, merge, gifts, inboxLimit, batch, payloadRetention, stock, fulfillment, reading);
    }

    public Policy withMerge(MergePolicy newMerge) {
        return new Policy(
                flow, review, newMerge, gifts, inboxLimit, batch, payloadRetention, stock, fulfillment, reading);
    }

    public Policy withGifts(GiftBook book) {
        return new Policy(flow, review, merge, book, inboxLimit, batch, payloadRetention, stock, fulfillment, reading);
    }

    public Policy withInboxLimit(int limit) {
        return new Policy(flow, review, merge, gifts, limit, batch, payloadRetention, stock, fulfillment, reading);
    }

    public Policy withBatch(int messages) {
        return new Policy(
                flow, review, merge, gifts, inboxLimit, messages, payloadRetention, stock, fulfillment, reading);
    }

    public Policy withPayloadRetention(Duration kept) {
        return new Policy(flow, review, merge, gifts, inboxLimit, batch, kept, stock, fulfillment, reading);
    }

    public Policy withFulfillment(FulfillmentPolicy how) {
        return new Policy(flow, review, merge, gifts, inboxLimit, batch, payloadRetention, stock, how, reading);
    }

    public Policy withReading(ReadingPolicy what) {
        return new Policy(flow, review, merge, gifts, inboxLimit, batch, payloadRetention, stock, fulfillment, what);
    }

    public Policy withStock(StockPolicy how) {
        return new Policy(flow, review, merge, gifts, inboxLimit, batch, payloadRetention, how, fulfillment, reading);
    }

    /** What a file of review rules may say. Reads books with {@code RuleBookReader}. */
    public static ActionCatalog<OrderAction> reviewActions() {
        return OrderActions.ofReview();
    }

    /**
     * The book that approves every order whose newest reading had no problem. A change of it needs another version, because
     * engines keep each version for good.
     */
    public static RuleBook<OrderView, OrderAction> approveClean() {
        Condition clean = new Condition.Compare("order.problems", Condition.Operator.EQUAL, Literal.of(0));
        Rule<OrderAction> rule = Rule.<OrderAction>builder("approve-clean", 1, RuleGroup.DATA_QUALITY, clean)
                .then(new OrderAction.Approve())
                .build();
        return RuleBook.compile("approve-clean", "1", OrderFields.orders(), List.of(rule))
                .orThrow();
    }
}
