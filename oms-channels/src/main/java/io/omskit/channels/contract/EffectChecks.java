package io.omskit.channels.contract;

import io.omskit.channels.Channel.Capability;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.Message;
import io.omskit.fact.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold for the effects of a shop, driven as the engine drives them. */
final class EffectChecks {
    private static final int PARCELS = 3;
    private static final int ASKED = 12;

    private final World world;
    private final Map<String, List<String>> found;
    private long effects;

    EffectChecks(World world, Map<String, List<String>> found) {
        this.world = world;
        this.found = found;
    }

    /** Each parcel is taken once, however often it is announced and whatever answers are lost. */
    void shipNotice() {
        EffectHandler handler = world.inbox.handler(Effect.SHIP_NOTICE);
        if (handler == null) {
            missing("ship-notice", Capability.SHIP_NOTICE);
            return;
        }
        int sent = 0;
        for (SandboxOrder order : world.truth.orders()) {
            boolean ready = order.state() == State.PAID && order.refunds().isEmpty();
            if (ready && sent < PARCELS) {
                announceTwice(handler, order.number(), "SF10000000" + sent++);
                world.time.pass(Duration.ofMinutes(1));
            }
        }
        if (sent == 0) {
            String number = world.truth.invent(1).get(0);
            world.truth.pay(number);
            world.truth.pay(number);
            announceTwice(handler, number, "SF20000000");
        }
    }

    private void announceTwice(EffectHandler handler, String number, String tracking) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("number", number);
        data.put("carrier", "sf");
        data.put("tracking", tracking);
        data.put("lines", "");
        data.put("whole", "true");
        Effect effect = effect(Effect.SHIP_NOTICE, "ship-" + tracking, data);
        int before = world.truth.shipmentsTaken();
        Outcome first = world.carryOut(handler, effect);
        Outcome second = world.carryOut(handler, effect);
        if (!(first instanceof Outcome.Done) || !(second instanceof Outcome.Done)) {
            found("ship-notice", "order " + number + ": " + first + ", then " + second);
        }
        int taken = world.truth.shipmentsTaken() - before;
        if (taken != 1) {
            found("ship-notice", "order " + number + " got " + taken + " parcels of one notice sent twice");
        }
    }

    /** An upload arrives, also through lost answers. */
    void stock() {
        EffectHandler handler = world.inbox.handler(Effect.STOCK_UPLOAD);
        if (handler == null) {
            missing("stock", Capability.STOCK_PUSH);
            return;
        }
        List<SandboxOrder> orders = world.truth.orders();
        String code = orders.get(0).lines().get(0).code();
        Outcome outcome = world.carryOut(
                handler, effect(Effect.STOCK_UPLOAD, "stock-" + code, Map.of("code", code, "sku", code)));
        if (!(outcome instanceof Outcome.Done)) {
            found("stock", "uploading " + code + " ended with " + outcome);
        }
        if (!world.truth.stock().containsValue(World.UPLOADED)) {
            found("stock", "the platform has " + world.truth.stock() + " after " + World.UPLOADED + " was uploaded");
        }
    }

    /** Orders are grouped as the platform's receivers are, however often it is asked, and all that were asked about. */
    void mergeAsk() {
        EffectHandler handler = world.inbox.handler(Effect.MERGE_ASK);
        if (handler == null) {
            missing("merge-ask", Capability.RECEIVER_GROUPING);
            return;
        }
        Map<SandboxOrder.Receiver, Set<String>> truth = new LinkedHashMap<>();
        List<String> numbers = new ArrayList<>();
        for (SandboxOrder order : world.truth.orders()) {
            boolean ready = order.state() == State.PAID
                    && world.inbox.addressId(order.number()).isPresent();
            if (ready && numbers.size() < ASKED) {
                numbers.add(order.number());
                truth.computeIfAbsent(order.receiver(), same -> new TreeSet<>()).add(order.number());
            }
        }
        if (numbers.size() > 1) {
            Effect effect = effect(Effect.MERGE_ASK, "ask", Map.of("numbers", String.join(";", numbers)));
            for (int time = 0; time < 2; time++) {
                Set<Set<String>> told = groups(world.carryOut(handler, effect));
                if (!told.equals(Set.copyOf(truth.values()))) {
                    found("merge-ask", "orders of one receiver are " + truth.values() + ", but told were " + told);
                }
            }
        }
    }

    /** What an outcome tells as a fact; nothing where it tells no such fact. */
    private Set<Set<String>> groups(Outcome outcome) {
        Set<Set<String>> groups = new LinkedHashSet<>();
        for (Message message : outcome instanceof Outcome.Done done ? done.news() : List.<Message>of()) {
            for (Fact fact : Oms.factMapper()
                    .map(message.api(), message.shop(), message.payload(), world.time.instant())
                    .facts()) {
                if (fact instanceof Fact.SameReceiver answer) {
                    answer.groups()
                            .forEach(group -> groups.add(group.stream()
                                    .map(Fact.SameReceiver.Asked::number)
                                    .collect(Collectors.toCollection(TreeSet::new))));
                }
            }
        }
        return groups;
    }

    private void missing(String check, Capability capability) {
        if (world.setup.channel().capabilities().contains(capability)) {
            found(check, "the channel declares " + capability + " but its connection cannot do it");
        }
    }

    private Effect effect(String type, String key, Map<String, String> data) {
        return new Effect(++effects, key, type, world.connection.shop().toString(), 0, 0, data, 1, effects);
    }

    private void found(String check, String detail) {
        found.computeIfAbsent(check, name -> new ArrayList<>()).add(detail);
    }
}
