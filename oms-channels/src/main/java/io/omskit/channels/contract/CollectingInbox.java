package io.omskit.channels.contract;

import io.omskit.channels.Inbox;
import io.omskit.connect.Problem;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.RefundFact;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of the engine: maps what comes at once and keeps the latest fact of every order and refund. Says "later"
 * now and then, as a full inbox does.
 */
final class CollectingInbox implements Inbox {
    private final InstantSource time;
    private final SplittableRandom random;
    private final int laterPercent;
    private final Map<String, FactMapper> mappers = new HashMap<>();
    private final Map<String, EffectHandler> handlers = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private final Map<String, OrderFact> orders = new LinkedHashMap<>();
    private final Map<String, RefundFact> refunds = new LinkedHashMap<>();
    private final Map<String, Message> lastMessages = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();

    CollectingInbox(InstantSource time, long seed, int laterPercent) {
        this.time = time;
        this.random = new SplittableRandom(seed);
        this.laterPercent = laterPercent;
    }

    @Override
    public Acceptance accept(List<Message> messages, List<Cursor> moves) {
        if (!messages.isEmpty() && random.nextInt(100) < laterPercent) {
            return Acceptance.LATER;
        }
        messages.forEach(this::read);
        moves.forEach(move -> cursors.put(move.name(), move.value()));
        return Acceptance.ACCEPTED;
    }

    void read(Message message) {
        FactMapper mapper = mappers.get(message.mapper());
        if (mapper == null) {
            throw new IllegalStateException(
                    "message " + message + " names a mapper that was not registered.\nThe id of the"
                            + " channel's mapper must be the same every time.");
        }
        FactMapper.Mapped mapped = mapper.map(message.api(), message.shop(), message.payload(), time.instant());
        problems.addAll(mapped.problems());
        for (Fact fact : mapped.facts()) {
            if (fact instanceof OrderFact order) {
                keep(order, message);
            } else if (fact instanceof RefundFact refund) {
                keep(refund);
            }
        }
    }

    private void keep(OrderFact order, Message message) {
        OrderFact before = orders.get(order.ref().number());
        int age = before == null ? 1 : order.revision().compareTo(before.revision());
        if (before != null
                && age == 0
                && before.revision().hash() != order.revision().hash()) {
            // platforms count in seconds: two states in one second are the platform's doing, and the fold's to settle
            boolean sameApi =
                    before.provenance().source().equals(order.provenance().source());
            if (sameApi && before.status() == order.status() && before.amounts().equals(order.amounts())) {
                contradictions.add("order " + order.ref() + " was read twice in revision "
                        + order.revision().modifiedAt() + " with equal status and amounts but another fingerprint");
            }
        }
        if (age >= 0) {
            orders.put(order.ref().number(), order);
            lastMessages.put(order.ref().number(), message);
        }
    }

    private void keep(RefundFact refund) {
        String key = refund.ref().number() + "/" + refund.refundId();
        RefundFact before = refunds.get(key);
        if (before == null || refund.revision().compareTo(before.revision()) >= 0) {
            refunds.put(key, refund);
        }
    }

    @Override
    public Optional<String> cursor(String name) {
        return Optional.ofNullable(cursors.get(name));
    }

    @Override
    public void register(FactMapper mapper) {
        mappers.put(mapper.id(), mapper);
    }

    @Override
    public void register(String target, EffectHandler handler) {
        handlers.put(handler.type(), handler);
    }

    @Nullable
    EffectHandler handler(String type) {
        return handlers.get(type);
    }

    /** The opaque id of an order's receiver, as its latest reading tells it. */
    Optional<String> addressId(String number) {
        return Optional.ofNullable(orders.get(number)).map(OrderFact::personal).map(PersonalData::addressId);
    }

    Map<String, OrderFact> orders() {
        return orders;
    }

    List<RefundFact> refunds() {
        return List.copyOf(refunds.values());
    }

    Map<String, Message> lastMessages() {
        return lastMessages;
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> contradictions() {
        return contradictions;
    }
}
