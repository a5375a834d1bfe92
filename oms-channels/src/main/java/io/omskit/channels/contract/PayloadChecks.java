package io.omskit.channels.contract;

import io.omskit.channels.Channel;
import io.omskit.channels.Channel.Capability;
import io.omskit.channels.Feed;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.connect.Problem;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** What must hold for payloads and for everything that is said aloud. */
final class PayloadChecks {
    private static final int BROKEN_PAYLOADS = 60;

    private final World world;
    private final Map<String, List<String>> found;
    private final SplittableRandom random;

    PayloadChecks(World world, Map<String, List<String>> found, long seed) {
        this.world = world;
        this.found = found;
        this.random = new SplittableRandom(seed);
    }

    /** A status that nobody knows reads as UNKNOWN, with a problem. */
    void unknownStatus() {
        world.inbox.lastMessages().forEach((number, message) -> {
            Feed.Row row = world.setup.withUnknownStatus(
                    new Feed.Row(message.api(), message.subject(), null, message.payload()));
            List<Fact> facts = map(row.api(), row.payload()).facts();
            boolean flagged = facts.stream()
                    .anyMatch(fact -> fact instanceof OrderFact order
                            && order.status() == PlatformStatus.UNKNOWN
                            && !order.problems().isEmpty());
            if (!flagged) {
                found(
                        "unknown-status",
                        "order " + number + " with an unheard-of status became " + facts.size()
                                + " facts, none of them unknown and with a problem");
            }
        });
    }

    /** Whatever is cut, changed or repeated inside a payload, reading it ends without an exception. */
    void brokenPayload() {
        List<Message> messages = List.copyOf(world.inbox.lastMessages().values());
        for (int i = 0; i < BROKEN_PAYLOADS && !messages.isEmpty(); i++) {
            Message message = messages.get(random.nextInt(messages.size()));
            byte[] broken = broken(message.payload());
            try {
                map(message.api(), broken);
                map("", broken);
            } catch (RuntimeException e) {
                // boundary: whatever a mapper throws is the finding itself
                found("broken-payload", "payload of " + message + " after damage: " + e);
            }
        }
    }

    private byte[] broken(byte[] payload) {
        byte[] broken = payload.clone();
        if (broken.length < 2) {
            return broken;
        }
        int at = random.nextInt(broken.length - 1);
        switch (random.nextInt(4)) {
            case 0 -> broken = Arrays.copyOf(broken, at);
            case 1 -> broken[at] = (byte) random.nextInt(256);
            case 2 -> System.arraycopy(broken, at, broken, at / 2, broken.length - at);
            default -> Arrays.fill(broken, at, Math.min(broken.length, at + 20), (byte) '9');
        }
        return broken;
    }

    /** Genuine webhooks pass and name orders, tampered ones do not. */
    void webhook() {
        if (world.setup.channel().verifier().isEmpty()) {
            if (world.setup.channel().capabilities().contains(Capability.WEBHOOK)) {
                found("webhook", "the channel declares WEBHOOK but has no verifier");
            }
            return;
        }
        String number = world.truth.invent(1).get(0);
        world.truth.pay(number);
        world.time.pass(java.time.Duration.ofHours(2));
        List<Channel.WebhookCall> calls = world.sandbox.webhooks();
        if (calls.isEmpty()) {
            found("webhook", "the sandbox sent none after order " + number + " was placed and paid");
        }
        for (Channel.WebhookCall call : calls) {
            if (!world.channels.hook(world.connection.shop(), call)) {
                found("webhook", "a genuine webhook was refused");
            }
            byte[] body = call.body().clone();
            if (body.length > 0) {
                body[body.length / 2] ^= 1;
                if (world.channels.hook(
                        world.connection.shop(), new Channel.WebhookCall(call.headers(), call.query(), body))) {
                    found("webhook", "a webhook with a changed body was taken for genuine");
                }
            }
        }
    }

    /** Neither logs nor messages nor exceptions show a secret or anything about a person. */
    void secrets() {
        List<String> aloud = new ArrayList<>(world.said);
        aloud.addAll(world.connection.log().recent());
        aloud.add(world.connection.toString());
        aloud.add(world.setup.account().toString());
        world.inbox.problems().forEach(problem -> aloud.add(problem.toString()));
        for (OrderFact order : world.inbox.orders().values()) {
            order.problems().stream().map(Problem::toString).forEach(aloud::add);
            aloud.add(order.toString());
        }
        Set<String> personal = new HashSet<>();
        for (SandboxOrder order : world.truth.orders()) {
            personal.add(order.receiver().phone());
            personal.add(order.receiver().name());
        }
        for (String number : world.inbox.orders().keySet()) {
            world.inbox.addressId(number).ifPresent(personal::add);
        }
        for (String text : aloud) {
            if (world.setup.account().isBetrayedBy(text)) {
                found("secrets", "a secret stands in a text of " + text.length() + " characters");
            }
            if (personal.stream().anyMatch(text::contains)) {
                found(
                        "secrets",
                        "name, phone or id of a receiver stands in a text of " + text.length() + " characters");
            }
        }
    }

    private FactMapper.Mapped map(String api, byte[] payload) {
        return world.setup.channel().mapper().map(api, world.connection.shop(), payload, world.time.instant());
    }

    private void found(String check, String detail) {
        found.computeIfAbsent(check, name -> new ArrayList<>()).add(detail);
    }
}
