package io.omskit.engine.planning;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Match;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.Work;
import io.omskit.fact.OrderFact;
import io.omskit.order.Demands;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderActions;
import io.omskit.order.flow.Request;
import io.omskit.order.flow.Treatment;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an order is before it can be planned, and what people and rules make of it: demands in line with the catalog, gates in line with
 * its flow, the review. For one unit of work.
 */
final class Reviewing {
    private final Work work;
    private final MasterData data;
    private final Catalog catalog;
    private final Policy policy;
    private final Siblings siblings;
    private final Instant now;

    /** Orders as they were when their demands and gates were brought in line; doing it again would change nothing. */
    private final Set<Order> ready = Collections.newSetFromMap(new IdentityHashMap<>());

    Reviewing(Work work, MasterData data, Policy policy, Siblings siblings) {
        this.work = work;
        this.data = data;
        this.catalog = data.catalog();
        this.policy = policy;
        this.siblings = siblings;
        this.now = work.now();
    }

    /** Whether bringing the order in line would change nothing. */
    boolean isReady(Order order) {
        return ready.contains(order);
    }

    /** The order with demands, gates and signals in line with what it has become. */
    Order ready(Order order) {
        if (ready.contains(order)) {
            return order;
        }
        Order result = gated(reconciled(listed(order)));
        ready.add(result);
        return result;
    }

    /** Asks the blacklist, which may have grown since the buyer was told. */
    private Order listed(Order order) {
        PartyKeys.Signals before = order.parties().signals();
        boolean listed = policy.reading().blacklist().has(order.parties());
        if (listed == before.blacklisted()) {
            return order;
        }
        work.put(order.withParties(order.parties().with(before.withBlacklisted(listed)), order.region()));
        work.notes(order.id()).events.add(listed ? "BLACKLISTED" : "BLACKLIST_LEFT");
        if (listed) {
            work.reviewAgain(order.id(), "REVIEW_AGAIN");
        }
        return Objects.requireNonNull(work.order(order.id()));
    }

    private Order reconciled(Order order) {
        Order result = Demands.reconcile(order, catalog);
        for (OrderFact.Line line : Demands.unmappedLines(result)) {
            Match match = catalog.match(order.ref().shopRef(), line);
            if (match instanceof Match.Unmapped unmapped) {
                work.notes(order.id())
                        .alerts
                        .put(
                                "UNMAPPED",
                                Reason.of(
                                        "UNMAPPED",
                                        "order " + order.ref(),
                                        "line",
                                        line.id(),
                                        "code",
                                        line.code() == null ? "-" : line.code(),
                                        "cause",
                                        unmapped.cause(),
                                        "nearest",
                                        nearest(unmapped)));
            }
        }
        return result;
    }

    private static String nearest(Match.Unmapped unmapped) {
        List<String> codes =
                unmapped.nearest().stream().map(Match.Candidate::code).toList();
        return codes.isEmpty() ? "-" : String.join(" ", codes);
    }

    /** The order after its flow has looked at it. */
    Order gated(Order order) {
        return treated(policy.flow().apply(siblings.view(order)));
    }

    /** What a flow or a review has made of an order; what it needs from outside becomes an effect. */
    Order treated(Decision<Treatment> decision) {
        Order order = decision.plan().order();
        work.notes(order.id()).reasons.addAll(decision.explanation().reasons());
        for (Request request : decision.plan().requests()) {
            if (request instanceof Request.Ask ask) {
                askBack(order, ask);
            } else if (request instanceof Request.Gift gift) {
                order = Giving.given(order, gift, data);
            } else if (request instanceof Request.Cancel) {
                order = Demands.withdrawRest(order);
                work.notes(order.id()).events.add("CANCELED");
            }
        }
        return order;
    }

    private void askBack(Order order, Request.Ask ask) {
        work.effect(
                "ask:" + order.id() + ":" + ask.type() + ":" + ask.deadline().toEpochMilli(),
                Effect.ASK_BACK,
                order.ref().shopRef().toString(),
                order.id(),
                0,
                Map.of(
                        "number",
                        order.ref().number(),
                        "gate",
                        ask.type(),
                        "question",
                        ask.question(),
                        "deadline",
                        ask.deadline().toString(),
                        "answers",
                        String.join("\n", ask.answers())),
                now);
        work.notes(order.id()).events.add("ASKED_BACK");
    }

    /** The order after its review, where one is due. */
    Order reviewed(Order order) {
        boolean due = policy.flow().isReviewDue(order, now);
        if (!due && !holdsLinesByRules(order)) {
            return order;
        }
        Decision<Outcome<OrderAction>> decision = policy.review().evaluate(siblings.view(order), now);
        String book = decision.plan().book();
        String by = decision.plan().deciding().stream()
                .map(Rule::reference)
                .findFirst()
                .orElse(book);
        Order relieved =
                due ? order : OrderActions.relieved(order, decision.plan().actions(), by, now);
        boolean lifted = relieved.holds().size() < order.holds().size();
        Notes notes = work.notes(order.id());
        if (due || lifted) {
            notes.book = book;
            notes.reasons.addAll(decision.explanation().reasons());
        }
        if (lifted) {
            notes.events.add("HOLD_LIFTED");
        }
        return due ? judged(order, decision, by) : relieved;
    }

    private Order judged(Order order, Decision<Outcome<OrderAction>> decision, String by) {
        Notes notes = work.notes(order.id());
        Order treated = treated(OrderActions.apply(order, decision.plan().actions(), by, now));
        if (!treated.hasPassed(Hold.REVIEW)) {
            notes.alerts.put(
                    Hold.REVIEW,
                    Reason.of(
                            "REVIEW_WAITS",
                            "order " + order.ref(),
                            "book",
                            decision.plan().book()));
            return treated;
        }
        notes.settled.add(Hold.REVIEW);
        notes.events.add("APPROVED");
        return gated(treated);
    }

    /** Whether an order that has passed the review waits with some of its lines for what its rules ask. */
    private static boolean holdsLinesByRules(Order order) {
        return order.hasPassed(Hold.REVIEW)
                && order.holds().stream()
                        .anyMatch(hold -> hold.lineId() != null && hold.owner().equals(Hold.RULES));
    }
}
