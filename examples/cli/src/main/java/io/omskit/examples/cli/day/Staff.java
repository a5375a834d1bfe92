package io.omskit.examples.cli.day;

import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The people of the shop, and the customers they talk to: they approve, sign, ask, take apart, exchange. */
final class Staff {
    static final String REVIEWER = "reviewer";
    static final String EXPERT = "expert";
    static final String EXPERT_CHECK = "EXPERT_CHECK";
    static final String TWO_SIGNATURES = "TWO_SIGNATURES";

    private static final String SERVICE = "customer-service";
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration THINKS = Duration.ofMinutes(40);
    private static final Duration TRAVELS_BACK = Duration.ofHours(24);
    private static final int TRIES = 8;

    private final Oms oms;
    private final Agenda agenda;
    private final DayClock clock;
    private final Set<String> answering = new TreeSet<>();

    Staff(Oms oms, Agenda agenda, DayClock clock) {
        this.oms = oms;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** Somebody looks through what waits for a person. What could not be read waits at an earlier gate. */
    void review(List<Order> orders) {
        for (Order order : orders) {
            String gate = oms.orders().waitingAt(order).orElse("");
            if (gate.equals(TWO_SIGNATURES)) {
                boolean first = order.handling().approvals().isEmpty();
                oms.review()
                        .open(
                                order.id(),
                                gate,
                                first ? "finance-desk" : "managing-director",
                                first ? "finance" : "director");
            } else if (gate.equals(Hold.REVIEW)) {
                boolean antique =
                        order.holds().stream().anyMatch(hold -> hold.type().equals(EXPERT_CHECK));
                if (antique) {
                    oms.review().open(order.id(), EXPERT_CHECK, EXPERT, EXPERT);
                } else {
                    oms.review().approve(order.id(), REVIEWER);
                }
            }
        }
    }

    // ---- questions

    /** The buyer of this order answers what he is asked; others keep silent. */
    void answers(ChannelRef order) {
        answering.add(order.number());
    }

    /** Brings questions to the buyers. */
    EffectHandler questions() {
        return EffectHandler.of(Effect.ASK_BACK, EffectHandler.RepeatRule.SAME_KEY, effect -> {
            if (answering.contains(effect.datum("number"))) {
                String answer = effect.datum("answers").lines().findFirst().orElseThrow();
                agenda.at(clock.instant().plus(THINKS), () -> oms.review()
                        .answer(effect.orderId(), effect.datum("gate"), answer));
            }
            return EffectHandler.Outcome.Done.of("asked");
        });
    }

    // ---- changes by hand

    /** One piece of these goods is to leave in a parcel of its own. */
    void sendApart(ChannelRef ref, String sku, Instant at) {
        attempt(at, ref, TRIES, order -> {
            Optional<Demand> demand = order.demands().stream()
                    .filter(one -> one.sku().code().equals(sku))
                    .findFirst();
            return demand.isPresent()
                    && oms.submit(new Command.Arrange(
                                    order.id(),
                                    List.of(new Arrangement(
                                            Arrangement.Sort.APART,
                                            "",
                                            List.of(new Arrangement.Units(
                                                    order.id(), demand.get().index(), 1))))))
                            .done();
        });
    }

    /** The order does not travel with its sibling after all. */
    void takeApart(ChannelRef ref, Instant at) {
        attempt(at, ref, TRIES, order -> oms.submit(new Command.Unmerge(order.id(), SERVICE))
                .done());
    }

    /** One piece comes back and another one goes out when it is there. */
    void exchange(ChannelRef ref, String sku, Instant at) {
        attempt(at, ref, TRIES, order -> {
            String line = order.sale().lines().get(0).id();
            Command.Exchange exchange = new Command.Exchange(order.id(), "EX-1", line, 1, new Sku(sku), 1, true);
            boolean done = oms.submit(exchange).done();
            if (done) {
                attempt(clock.instant().plus(TRAVELS_BACK), ref, 1, this::takeBack);
            }
            return done;
        });
    }

    private boolean takeBack(Order order) {
        FulfillmentOrder sent = oms.fulfillment().of(order).get(0);
        List<Part> good = List.of(new Part(order.id(), 0, 1));
        return oms.fulfillment()
                .report(new SourceReport.ReturnReceived(sent.id(), clock.instant(), good, List.of(), null))
                .done();
    }

    /** Tries until it is done: the order may not have been pulled yet. */
    private void attempt(Instant at, ChannelRef ref, int tries, Predicate<Order> what) {
        agenda.at(at, () -> {
            boolean done = oms.orders().find(ref).filter(what).isPresent();
            if (!done && tries > 1) {
                attempt(clock.instant().plus(AGAIN), ref, tries - 1, what);
            }
        });
    }
}
