package io.omskit.order.flow;

import io.omskit.decision.Decision;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.fact.OrderFact;
import io.omskit.order.Handling;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Handling.Question;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order while actions are applied to it at one moment. Not thread-safe; used for one decision. */
final class Treating {
    private final String by;
    private final Instant now;
    private final List<Request> requests = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Hold> wanted = new ArrayList<>();
    private Order order;

    /**
     * Starts with an order.
     *
     * @param by the rule or the flow that decides
     */
    Treating(Order order, String by, Instant now) {
        this.order = order;
        this.by = by;
        this.now = now;
    }

    Order order() {
        return order;
    }

    void become(Order changed) {
        order = changed;
    }

    void tell(Reason reason) {
        reasons.add(reason);
    }

    Decision<Treatment> decision() {
        return new Decision<>(new Treatment(order, requests), Explanation.of(reasons.toArray(Reason[]::new)));
    }

    void review(List<OrderAction> actions) {
        actions.forEach(action -> act(action, by));
        dropUnwanted(actions.stream().anyMatch(OrderAction.Ask.class::isInstance));
        if (Verdict.approves(order, actions)) {
            order = order.withPass(new Order.Pass(Hold.REVIEW, by, now));
        }
    }

    /** Lifts the holds of lines that a review, repeated after it let the order pass, does not ask for any more. */
    void relieve(List<OrderAction> actions) {
        Order passed = order;
        for (OrderAction action : actions) {
            if (action instanceof OrderAction.Hold hold) {
                hold(hold, by);
            }
        }
        order = passed.withHolds(passed.holds().stream()
                .filter(held -> held.lineId() == null
                        || !held.owner().equals(Hold.RULES)
                        || wanted.stream().anyMatch(held::isSame))
                .toList());
    }

    /** Lifts the holds of earlier reviews that this one has not set again. */
    private void dropUnwanted(boolean asks) {
        for (Hold held : order.holds()) {
            boolean question = held.type().equals(OrderAction.Ask.TYPE);
            if (held.owner().equals(Hold.RULES)
                    && !(question && asks)
                    && wanted.stream().noneMatch(held::isSame)) {
                order = order.withHolds(
                        order.holds().stream().filter(one -> !one.isSame(held)).toList());
                order = question ? order.withHandling(order.handling().without(held.type())) : order;
            }
        }
    }

    /** Does what an action says, in the name of a rule or a gate. */
    void act(OrderAction action, String name) {
        Handling handling = order.handling();
        if (action instanceof OrderAction.Hold hold) {
            hold(hold, name);
        } else if (action instanceof OrderAction.Ask ask) {
            askAside(ask.askBack());
        } else if (action instanceof OrderAction.Gift gift) {
            requests.add(new Request.Gift(gift.sku(), gift.quantity(), name));
        } else if (action instanceof OrderAction.Lift lift) {
            lift(lift.type());
        } else if (action instanceof OrderAction.Tag tag) {
            order = order.withHandling(handling.withTags(tag.words()));
        } else if (action instanceof OrderAction.Route route) {
            order = order.withHandling(handling.withReviewer(route.reviewer()));
        } else if (action instanceof OrderAction.Source source) {
            order = order.withHandling(handling.withSource(source.id()));
        } else if (action instanceof OrderAction.Carrier carrier) {
            order = order.withHandling(handling.withCarrier(carrier.id()));
        } else if (action instanceof OrderAction.Seal) {
            order = order.withHandling(handling.withSealed(true));
        } else if (action instanceof OrderAction.Merge merge) {
            order = order.withHandling(handling.withMerge(merge.choice()));
        } else if (action instanceof OrderAction.Split split) {
            order = order.withHandling(handling.withSplit(split.choice()));
        } else if (action instanceof OrderAction.ShipBy ship) {
            order = order.withHandling(handling.withShipWithin(ship.afterPayment()));
        }
    }

    private void hold(OrderAction.Hold hold, String name) {
        if (hold.type().equals(Hold.REVIEW) || order.hasPassed(hold.type())) {
            return;
        }
        String reason = hold.reason().isEmpty() ? "rule " + name : hold.reason();
        if (hold.codes().isEmpty()) {
            want(held(hold.type(), null, reason, null, hold.blocks()));
        }
        for (OrderFact.Line line : order.sale().lines()) {
            String code = line.code();
            if (code != null && hold.codes().contains(code)) {
                want(held(hold.type(), line.id(), reason, null, hold.blocks()));
            }
        }
    }

    /** Sets a hold of the review; one that is there already keeps its place and its age. */
    private void want(Hold hold) {
        wanted.add(hold);
        List<Hold> all = new ArrayList<>(order.holds());
        for (int i = 0; i < all.size(); i++) {
            Hold known = all.get(i);
            if (known.isSame(hold)) {
                all.set(
                        i,
                        new Hold(
                                hold.type(),
                                hold.owner(),
                                hold.handle(),
                                hold.lineId(),
                                hold.reason(),
                                known.createdAt(),
                                hold.expiresAt(),
                                hold.blocks()));
                order = order.withHolds(all);
                return;
            }
        }
        order = order.withHold(hold);
    }

    private Hold held(
            String type, @Nullable String line, String reason, @Nullable Instant until, Set<Hold.Step> blocks) {
        return new Hold(type, Hold.RULES, type, line, reason, now, until, blocks);
    }

    private void lift(String type) {
        List<Hold> rest = order.holds().stream()
                .filter(held -> !held.type().equals(type)
                        || held.owner().equals(Hold.FLOW)
                        || held.owner().equals(Hold.RULES))
                .toList();
        order = rest.size() == order.holds().size() ? order : order.withHolds(rest);
    }

    /** Asks without a gate; the hold that waits is set here. */
    private void askAside(AskBack askBack) {
        String type = OrderAction.Ask.TYPE;
        if (!order.hasPassed(type) && order.handling().question(type).isEmpty()) {
            Instant until = askBack.silence().passes() ? now.plus(askBack.deadline()) : null;
            order = order.withHold(held(
                    type, null, "the customer was asked", until, EnumSet.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER)));
            ask(askBack, type);
        }
    }

    void ask(AskBack askBack, String type) {
        Question question = askBack.at(now, type);
        order = order.withHandling(order.handling().withQuestion(question));
        requests.add(new Request.Ask(
                type,
                question.text(),
                question.deadline(),
                List.copyOf(question.answers().keySet())));
    }

    /** What follows from an answer, or from silence. */
    void settle(Question question, String answer, Meaning meaning, String whose) {
        String type = question.type();
        tell(Reason.of(
                answer.isEmpty() ? "QUESTION_UNANSWERED" : "QUESTION_ANSWERED",
                "order " + order.ref(),
                "gate",
                type,
                "meaning",
                meaning));
        order = order.withHandling(order.handling().withQuestion(question.answered(answer)));
        if (meaning.isAboutPresale()) {
            Handling handling = order.handling();
            String how = meaning == Meaning.WAIT ? "WAIT_ALL" : "SPLIT";
            order = order.withHandling(handling.withEdits(handling.edits().withPresale(how)));
        }
        if (meaning.passes()) {
            order = order.withPass(new Order.Pass(type, whose, now)).withoutHold(Hold.RULES, type);
            boolean aside = order.holds().stream()
                    .noneMatch(held ->
                            held.owner().equals(Hold.FLOW) && held.type().equals(type));
            order = aside ? order.withHandling(order.handling().without(type)) : order;
            return;
        }
        // silence would have let it pass, but there was an answer
        order = order.withHolds(order.holds().stream()
                .map(held -> held.type().equals(type) ? endless(held) : held)
                .toList());
        if (meaning == Meaning.CANCEL) {
            requests.add(new Request.Cancel(type, answer));
        }
    }

    private static Hold endless(Hold held) {
        boolean ours = held.owner().equals(Hold.FLOW) || held.owner().equals(Hold.RULES);
        return ours && !Objects.isNull(held.expiresAt())
                ? new Hold(
                        held.type(),
                        held.owner(),
                        held.handle(),
                        held.lineId(),
                        held.reason(),
                        held.createdAt(),
                        null,
                        held.blocks())
                : held;
    }
}
