package io.omskit.channels.contract;

import io.omskit.channels.Channel;
import io.omskit.channels.Channels;
import io.omskit.channels.Channels.Trouble;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.Wiring;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One shop on one sandbox under one plan of faults, pulled through the real {@link Channels} in virtual time. */
final class World {
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    static final Quantity UPLOADED = Quantity.pieces(7);
    private static final int CALM_ROUNDS = 8;

    final ContractSetup setup;
    final FaultPlan faults;
    final VirtualTime time = new VirtualTime(START);
    final SplittableRandom random;
    private final boolean webhooksArrive;
    final SandboxShop truth;
    final Sandbox sandbox;
    final CollectingInbox inbox;
    final Channels channels;
    final ShopConnection connection;
    /** Everything that was said aloud: troubles, outcomes, exceptions. */
    final List<String> said = new ArrayList<>();

    /**
     * A world before anything happened.
     *
     * @param laterPercent how often the inbox is full
     * @param webhooksArrive whether webhooks are delivered; where they are not, the feeds alone must bring everything
     */
    World(ContractSetup setup, FaultPlan faults, long seed, int laterPercent, boolean webhooksArrive) {
        this.webhooksArrive = webhooksArrive;
        this.setup = setup;
        this.faults = faults;
        random = new SplittableRandom(seed);
        truth = SandboxShop.of(seed, time, setup.style());
        sandbox = setup.sandbox(truth, faults);
        inbox = new CollectingInbox(time, seed, laterPercent);
        Wiring wiring = Wiring.of(sandbox.inProcess(faults), time).withWaiter(time::pass);
        channels = Channels.on(inbox, wiring)
                .with(setup.channel())
                .quantities((shop, code, sku) -> Optional.of(UPLOADED))
                .receivers(order -> inbox.addressId(order.number()));
        ShopAccount account =
                setup.account().since(START.minus(Duration.ofHours(1))).every(Duration.ZERO);
        connection = channels.shop(account);
    }

    /** A lively while: orders come and change, webhooks arrive, the shop is pulled. */
    void live(int rounds, Runnable afterEachPull) {
        truth.invent(setup.burst());
        truth.live(setup.burst() / 2);
        for (int round = 0; round < rounds; round++) {
            time.pass(Duration.ofSeconds(20 + random.nextInt(900)));
            truth.invent(random.nextInt(6));
            truth.live(random.nextInt(12));
            deliverWebhooks();
            pull();
            afterEachPull.run();
        }
    }

    /** Faults end; everything that was missed must be caught up. */
    void settle() {
        faults.calm();
        for (int round = 0; round < CALM_ROUNDS; round++) {
            time.pass(Duration.ofMinutes(20));
            deliverWebhooks();
            pull();
        }
    }

    private void deliverWebhooks() {
        for (Channel.WebhookCall call : sandbox.webhooks()) {
            if (webhooksArrive && !channels.hook(connection.shop(), call)) {
                said.add("a genuine webhook was refused");
            }
        }
    }

    private void pull() {
        for (Trouble trouble : channels.sync().troubles()) {
            said.add(trouble.toString());
        }
    }

    /** Runs an effect as the engine does: repeats what may be repeated, asks where asking is the rule. */
    EffectHandler.Outcome carryOut(EffectHandler handler, io.omskit.engine.edge.Effect effect) {
        EffectHandler.Outcome outcome = handler.run(effect);
        for (int attempt = 0; attempt < 25; attempt++) {
            said.add(outcome.toString());
            if (outcome instanceof EffectHandler.Outcome.Retry retry) {
                time.pass(retry.after().plusSeconds(1));
                outcome = handler.run(effect);
            } else if (outcome instanceof EffectHandler.Outcome.Unknown) {
                time.pass(Duration.ofSeconds(5));
                outcome = switch (handler.repeat()) {
                    case SAME_KEY -> handler.run(effect);
                    case ASK_FIRST -> handler.ask(effect);
                    case NEVER -> outcome;
                };
            } else {
                return outcome;
            }
        }
        return outcome;
    }
}
