package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.edge.Message;
import io.omskit.engine.inventory.Uploads;
import io.omskit.engine.planning.Planning;
import io.omskit.engine.planning.Releases;
import io.omskit.engine.stored.EffectRows;
import io.omskit.engine.stored.FlatJson;
import io.omskit.engine.stored.LedgerJson;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.WorkItems;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.store.Claim;
import io.omskit.store.Commit;
import io.omskit.store.Commit.OnDuplicate;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims due effects, makes them happen and records one outcome for each. A claim is a lease with a fence: whoever comes
 * back too late cannot record anything any more.
 *
 * <p>This is a named boundary: whatever a handler throws becomes an unknown outcome, because an exception after sending
 * says nothing about what the other side did.
 */
public final class EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(5);
    private static final Duration RELEASE_FIRST = Duration.ofMinutes(1);
    private static final int MAX_ATTEMPTS = 50;

    private final Store store;
    private final InstantSource time;
    private final IdSource ids;
    private final Intake intake;
    private final Function<Effect, Optional<EffectHandler>> handlers;
    private final Uploads uploads;
    private final Listener listener;
    private final String owner;

    public EffectRunner(
            Store store,
            InstantSource time,
            IdSource ids,
            Intake intake,
            Function<Effect, Optional<EffectHandler>> handlers,
            Uploads uploads,
            Listener listener,
            String owner) {
        this.uploads = uploads;
        this.store = store;
        this.time = time;
        this.ids = ids;
        this.intake = intake;
        this.handlers = handlers;
        this.listener = listener;
        this.owner = owner;
    }

    /** Runs effects that are due, at most so many; returns how many were claimed. */
    public int run(int limit) {
        List<Row> claimed = store.claim(Claim.of(Tables.EFFECT, EffectRows.DUE, owner, time.instant(), LEASE, limit));
        for (Row row : claimed) {
            Instant now = time.instant();
            // what waited longer than its lease behind slow neighbors belongs to whoever claims it next
            if (now.isBefore(Objects.requireNonNull(row.due()).at())) {
                run(row, now);
            }
        }
        return claimed.size();
    }

    private void run(Row row, Instant now) {
        Effect effect = EffectRows.effect(row);
        if (effect.type().equals(WorkItems.WAKE)) {
            end(row, EffectRows.OVER, "awake", List.of(), Optional.of(WorkItems.order(effect.orderId())), now);
            return;
        }
        if (Uploads.isCheck(effect)) {
            uploads.reopen(effect, Uploads.sentBy(effect), store, now);
            end(row, EffectRows.OVER, "uploaded " + Uploads.sentBy(effect), List.of(), Optional.empty(), now);
            return;
        }
        Optional<EffectHandler> handler = handlers.apply(effect);
        if (handler.isEmpty()) {
            putOff(EffectRows.unsent(row, now.plus(ASK_AGAIN)));
            return;
        }
        if (isHandOver(effect) && !handOver(row, effect, now)) {
            return;
        }
        if (isStop(effect) && !mayStop(row, effect, now)) {
            return;
        }
        Optional<Effect> sent = filled(effect);
        if (sent.isEmpty()) {
            end(row, EffectRows.OVER, "nothing is left to ask", List.of(), Optional.empty(), now);
            return;
        }
        Outcome outcome = attempt(handler.get(), sent.get(), EffectRows.mayHaveArrived(row));
        if (record(row, sent.get(), handler.get().repeat(), outcome, time.instant())) {
            listener.onEffect(sent.get(), outcome);
        }
    }

    /** The effect with what is computed only when it is sent; empty where it is not needed any more. */
    private Optional<Effect> filled(Effect effect) {
        if (effect.type().equals(Effect.MERGE_ASK)) {
            return Planning.question(store, effect);
        }
        return Optional.of(Uploads.isUpload(effect) ? uploads.filled(effect) : effect);
    }

    private static Outcome attempt(EffectHandler handler, Effect effect, boolean mayHaveArrived) {
        try {
            if (!mayHaveArrived || handler.repeat() == RepeatRule.SAME_KEY) {
                return handler.run(effect);
            }
            Outcome earlier = handler.repeat() == RepeatRule.NEVER
                    ? new Outcome.Unknown("an earlier attempt may have arrived")
                    : handler.ask(effect);
            return earlier instanceof Outcome.Retry ? handler.run(effect) : earlier;
        } catch (RuntimeException e) {
            LOG.warn(
                    "effect {} of type {} failed: {}",
                    effect.id(),
                    effect.type(),
                    e.getClass().getSimpleName());
            return new Outcome.Unknown(e.getClass().getSimpleName());
        }
    }

    /** Whether the outcome is recorded; not if somebody else has claimed the effect meanwhile. */
    private boolean record(Row row, Effect effect, RepeatRule rule, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Done && Uploads.isUpload(effect)) {
            boolean recorded = putOff(Uploads.sent(row, effect, now));
            uploads.reopen(effect, Uploads.quantityOf(effect), store, now);
            return recorded;
        }
        if (outcome instanceof Outcome.Done done) {
            return end(row, EffectRows.OVER, "done: " + done.result(), done.news(), following(effect), now);
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return refuse(row, effect, EffectRows.OVER, "EFFECT_REJECTED", rejected.reason(), now);
        }
        if (outcome instanceof Outcome.Retry retry && effect.attempt() < MAX_ATTEMPTS) {
            return putOff(EffectRows.unsent(row, now.plus(retry.after())));
        }
        if (outcome instanceof Outcome.Unknown && rule != RepeatRule.NEVER && effect.attempt() < MAX_ATTEMPTS) {
            return putOff(row.withDue(EffectRows.DUE, now.plus(ASK_AGAIN)));
        }
        String reason = "no outcome after " + effect.attempt() + " attempts";
        return refuse(row, effect, EffectRows.STUCK, "EFFECT_STUCK", reason, now);
    }

    /** What a source stopped as a whole comes back to be planned; what a carrier stopped is told. */
    private static Optional<String> following(Effect effect) {
        if (effect.type().equals(Effect.INTERCEPT)) {
            return Optional.of(WorkItems.intercepted(effect.orderId()));
        }
        return isStop(effect) && !effect.data().containsKey("units")
                ? Optional.of(WorkItems.stopped(effect.fulfillmentOrder(), release(effect)))
                : Optional.empty();
    }

    /** Which release of its work an effect is about, where the key says so. */
    private static String release(Effect effect) {
        return effect.key().substring(effect.key().lastIndexOf(':') + 1);
    }

    /** Nothing more will be tried: the order gets an alert, and somebody decides. */
    private boolean refuse(Row row, Effect effect, String state, String alert, String reason, Instant now) {
        Commit.Builder commit = Commit.builder();
        commit.update(Uploads.freed(EffectRows.ended(row, state, reason, now)));
        Reason told = Reason.of(alert, "effect " + effect.key(), "type", effect.type(), "reason", reason);
        String body = FlatJson.write(LedgerJson.flat(told));
        commit.insert(
                Row.json(Tables.ALERT, ids.next(), 1, body, alert + ":" + effect.type(), effect.orderId()),
                OnDuplicate.IGNORE);
        if (isHandOver(effect) && state.equals(EffectRows.OVER)) {
            // the work is not where it was to be: it is planned again, elsewhere if somebody else has the goods
            String todo = WorkItems.rejected(effect.fulfillmentOrder(), release(effect));
            commit.insert(intake.work("engine/engine/" + todo, todo, null));
        }
        CommitResult result = store.commit(commit.build());
        if (result.committed() && result.duplicates().isEmpty()) {
            listener.onAlert(told);
        }
        return result.committed();
    }

    private boolean putOff(Row row) {
        return store.commit(Commit.builder().update(row).build()).committed();
    }

    private boolean end(Row row, String state, String outcome, List<Message> news, Optional<String> work, Instant now) {
        Commit.Builder commit = Commit.builder();
        commit.update(EffectRows.ended(row, state, outcome, now));
        news.forEach(message -> intake.add(commit, message));
        work.ifPresent(todo -> commit.insert(intake.work("engine/engine/" + todo, todo, null)));
        return store.commit(commit.build()).committed();
    }

    private static boolean isHandOver(Effect effect) {
        return effect.type().equals(Effect.SOURCE_WORK)
                && "release".equals(effect.data().get("action"));
    }

    /**
     * Commits the hand-over: the fulfillment order is marked under the versions of all its orders, after their holds were
     * looked at again. A hold that is committed before this commit prevents it; one that comes later is too late (S1).
     *
     * @return false if the work was taken back or a hold stands in the way
     */
    private boolean handOver(Row effectRow, Effect effect, Instant now) {
        for (Row row : store.load(Tables.FULFILLMENT, List.of(effect.fulfillmentOrder()))) {
            FulfillmentOrder work = Rows.fulfillmentOrder(row);
            boolean current = !work.isMovable() && effect.key().equals(Releases.key(work));
            Commit.Builder commit = Commit.builder();
            if (current && work.handedOver()) {
                if (EffectRows.mayHaveArrived(effectRow) || mayLeave(work, commit, now)) {
                    return true;
                }
                // nothing was sent yet, and in the meantime it is held: the source is not to hear of it
                Optional<String> takenBack = Optional.of(WorkItems.stopped(work.id(), release(effect)));
                end(effectRow, EffectRows.OVER, "held before it was sent", List.of(), takenBack, now);
                return false;
            }
            if (current && mayLeave(work, commit, now)) {
                commit.update(Rows.fulfillmentOrder(row, work.withHandedOver()));
                if (store.commit(commit.build()).committed()) {
                    return true;
                }
                putOff(EffectRows.unsent(effectRow, now));
                return false;
            }
        }
        end(
                effectRow,
                EffectRows.OVER,
                "taken back before the hand-over",
                List.of(),
                Optional.of(WorkItems.order(effect.orderId())),
                now);
        return false;
    }

    private static boolean isStop(Effect effect) {
        return effect.type().equals(Effect.SOURCE_WORK)
                && "cancel".equals(effect.data().get("action"));
    }

    /**
     * A source is asked to stop only what it surely knows of: while the release has no outcome it may still reach the source, and
     * then it would work on what it said was stopped.
     *
     * @return false if the stop is put off, or not needed any more because the work has come back meanwhile
     */
    private boolean mayStop(Row effectRow, Effect effect, Instant now) {
        for (Row row : store.load(Tables.FULFILLMENT, List.of(effect.fulfillmentOrder()))) {
            FulfillmentOrder work = Rows.fulfillmentOrder(row);
            boolean whole = !effect.data().containsKey("units");
            if (whole && (work.isMovable() || !release(effect).equals(Long.toString(work.releases())))) {
                break;
            }
            Query release = Query.by(Tables.EFFECT, "effect_key", Releases.key(work));
            boolean open = store.find(release).stream()
                    .anyMatch(sent -> Objects.requireNonNull(sent.due()).state().equals(EffectRows.DUE));
            if (open) {
                putOff(EffectRows.unsent(effectRow, now.plus(RELEASE_FIRST)));
            }
            return !open;
        }
        end(effectRow, EffectRows.OVER, "the work has come back", List.of(), Optional.empty(), now);
        return false;
    }

    private boolean mayLeave(FulfillmentOrder work, Commit.Builder commit, Instant now) {
        for (Row row : store.load(Tables.ORDER, work.orderIds())) {
            Order order = Rows.order(row);
            if (work.isBlocked(order, Hold.Step.HAND_OVER, now)) {
                return false;
            }
            commit.expect(Tables.ORDER, row.id(), row.version());
        }
        return !work.allocations().isEmpty();
    }
}
