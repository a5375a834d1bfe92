package io.omskit.engine.process;

import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.inventory.Uploads;
import io.omskit.engine.planning.Planning;
import io.omskit.engine.planning.Waiting;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.JournalHistory;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.CommitBuilder;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.PersonalBlocks;
import io.omskit.engine.work.References;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.flow.Gate;
import io.omskit.stock.StockMovement;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries commands out: reads, checks, plans what follows, commits; reads again when somebody else was faster. */
public final class CommandRunner {
    private static final int MAX_ATTEMPTS = 16;

    private final IdSource ids;
    private final PersonalBlocks personal;
    private final MasterData data;
    private final Intake intake;
    private final Uploads uploads;

    public CommandRunner(IdSource ids, PersonalBlocks personal, MasterData data, Intake intake, Uploads uploads) {
        this.intake = intake;
        this.uploads = uploads;
        this.ids = ids;
        this.personal = personal;
        this.data = data;
    }

    /** One try of a command on fresh readings; the result stands only if its commit does. */
    private final class Try {
        final Store store;
        final Policy policy;
        final Work work;
        final List<Long> changed = new ArrayList<>();
        Command.@Nullable Result refusal;

        @Nullable
        Undoing undoing;

        Try(Store store, Instant now, Policy policy) {
            this.store = store;
            this.policy = policy;
            this.work = new Work(store, now, ids::next);
        }

        void refuse(String code, String subject, Object... figures) {
            refusal = Command.Result.refused(code, subject, figures);
        }

        @Nullable
        Order order(long id) {
            work.preloadIds(List.of(id));
            Order order = work.order(id);
            if (order == null) {
                refuse("UNKNOWN_ORDER", "order " + id);
            }
            return order;
        }

        void change(Order order, String event) {
            work.put(order);
            work.notes(order.id()).events.add(event);
            changed.add(order.id());
        }

        void plan() {
            Planning planning = new Planning(work, data, policy);
            if (undoing != null) {
                undoing.begin(planning);
            }
            List<Order> orders = new ArrayList<>();
            Waiting waiting = planning.waiting();
            waiting.first(work.movements()).forEach(next -> changed.addAll(next.orders()));
            work.preloadIds(changed);
            List<Order> due = work.ordersOf(new LinkedHashSet<>(changed));
            planning.meet(due);
            due.forEach(order -> orders.add(planning.prepared(order)));
            planning.preload(orders);
            for (Order order : orders) {
                Order current = work.order(order.id());
                if (current != null) {
                    planning.plan(current);
                }
            }
            new ShipNotices(work).complete();
        }

        Optional<Violation> violation() {
            for (Order order : work.changedOrders()) {
                Optional<Violation> broken = CommitBuilder.violation(work, order);
                if (broken.isPresent()) {
                    return broken;
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Carries a command out.
     *
     * @param policy under which it is decided
     * @param hears what it changed and raised, after the commit
     */
    public Command.Result run(Command command, Store store, Instant now, Policy policy, Listener hears) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Try one = new Try(store, now, policy);
            CommitBuilder builder = new CommitBuilder(one.work, store, personal, intake::work, uploads);
            apply(command, one, builder);
            if (one.refusal != null) {
                return one.refusal;
            }
            one.plan();
            if (one.violation().isPresent() && !one.work.overtaken().isEmpty()) {
                // read half before and half after another commit: the next try reads anew
                continue;
            }
            requireSound(one);
            CommitResult result = store.commit(builder.build());
            if (result.committed()) {
                List<Reason> reasons = new ArrayList<>();
                one.work.allNotes().values().forEach(notes -> reasons.addAll(notes.reasons));
                builder.tell(result, hears);
                return Command.Result.done(reasons);
            }
            for (CommitResult.Refusal refusal : result.refused()) {
                // a reference that somebody else has just used up is seen when the command is tried again
                if (command instanceof Command.MoveStock && !References.isKey(refusal.key())) {
                    return Command.Result.refused(
                            "STOCK_REFUSED", refusal.key(), "free", refusal.value(), "change", refusal.delta());
                }
            }
        }
        return Command.Result.refused("BUSY", command.getClass().getSimpleName(), "attempts", MAX_ATTEMPTS);
    }

    /**
     * Books stock for several commands in one commit: each is all or nothing, and decided in turn on what those before it leave.
     *
     * @return the answer to each
     */
    public List<Command.Result> book(
            List<Command.MoveStock> commands, Store store, Instant now, Policy policy, Listener hears) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Try one = new Try(store, now, policy);
            CommitBuilder builder = new CommitBuilder(one.work, store, personal, intake::work, uploads);
            List<Command.Result> results = book(commands, one);
            one.plan();
            if (one.violation().isPresent() && !one.work.overtaken().isEmpty()) {
                continue;
            }
            requireSound(one);
            CommitResult result = store.commit(builder.build());
            if (result.committed()) {
                builder.tell(result, hears);
                return results;
            }
        }
        Command.Result busy = Command.Result.refused("BUSY", "MoveStock", "attempts", MAX_ATTEMPTS);
        return commands.stream().map(command -> busy).toList();
    }

    private List<Command.Result> book(List<Command.MoveStock> commands, Try one) {
        StockBooking booking = new StockBooking(one.work, data.sources());
        List<StockMovement> movements = new ArrayList<>();
        commands.forEach(command -> movements.addAll(command.movements()));
        booking.preload(movements);
        return commands.stream().map(booking::book).toList();
    }

    private static void requireSound(Try one) {
        Optional<Violation> broken = one.violation();
        if (broken.isPresent()) {
            throw new IllegalStateException(broken.get() + "\nNothing was changed; report this command and order.");
        }
    }

    private void apply(Command command, Try one, CommitBuilder builder) {
        if (command instanceof Command.OpenGate open) {
            openGate(open, one);
        } else if (command instanceof Command.Answer answer) {
            answer(answer, one);
        } else if (command instanceof Command.PlaceHold place) {
            edit(place.orderId(), "HOLD_PLACED", one, order -> Edit.hold(order, place.hold(), one.work.now()));
        } else if (command instanceof Command.LiftHold lift) {
            edit(lift.orderId(), "HOLD_LIFTED", one, order -> Edit.lift(order, lift));
        } else if (command instanceof Command.CancelUnits cancel) {
            edit(cancel.orderId(), "CANCELED", one, order -> Edit.cancel(order, cancel.lineId(), cancel.units()));
        } else if (command instanceof Command.Exchange exchange) {
            edit(exchange.orderId(), "EXCHANGED", one, order -> Edit.exchange(order, exchange, data.catalog()));
        } else if (command instanceof Command.CallOffExchange callOff) {
            edit(callOff.orderId(), "EXCHANGE_CALLED_OFF", one, order -> Edit.callOff(order, callOff.reference()));
        } else if (command instanceof Command.Arrange arrange) {
            edit(
                    arrange.orderId(),
                    "ARRANGED",
                    one,
                    order -> Edit.arrange(order, arrange.arrangements(), data.sources(), one.work));
        } else if (command instanceof Command.Unmerge unmerge) {
            edit(unmerge.orderId(), "UNMERGED", one, order -> Edit.unmerge(order, unmerge.by(), one.work));
        } else if (command instanceof Command.Undo undo) {
            undo(undo, one);
        } else if (command instanceof Command.MoveStock move) {
            move(move, one);
        } else if (command instanceof Command.Report report) {
            report(report, one);
        } else if (command instanceof Command.Replan replan) {
            Order order = one.order(replan.orderId());
            if (order != null) {
                one.changed.add(order.id());
            }
        } else if (command instanceof Command.SettleAlert settle) {
            Order order = one.order(settle.orderId());
            if (order != null) {
                one.work.notes(order.id()).settled.add(settle.type());
            }
        } else if (command instanceof Command.Forget forget) {
            forget(forget, one, builder);
        }
    }

    private static void undo(Command.Undo command, Try one) {
        Order order = one.order(command.orderId());
        if (order == null) {
            return;
        }
        Undoing undoing = Undoing.of(order, command, one.store, one.work);
        Reason refusal = undoing.refusal();
        if (refusal != null) {
            one.refusal = new Command.Result(false, Explanation.of(refusal));
            return;
        }
        one.undoing = undoing;
        undoing.orders().forEach(changed -> one.change(changed, "UNDONE"));
    }

    private void move(Command.MoveStock move, Try one) {
        Command.Result result = book(List.of(move), one).get(0);
        one.refusal = result.done() ? null : result;
    }

    private static void edit(long orderId, String event, Try one, Function<Order, Edit> how) {
        Order order = one.order(orderId);
        if (order == null) {
            return;
        }
        Edit edit = how.apply(order);
        if (edit.refusal() != null) {
            one.refusal = new Command.Result(false, Explanation.of(edit.refusal()));
        }
        edit.orders().forEach(changed -> one.change(changed, event));
    }

    private static void openGate(Command.OpenGate open, Try one) {
        Order order = one.order(open.orderId());
        if (order == null) {
            return;
        }
        Optional<Gate> gate = one.policy.flow().gate(open.gate());
        boolean openable = gate.map(known -> !known.releasers().isEmpty()).orElseGet(() -> order.holds().stream()
                .anyMatch(hold -> hold.owner().equals(Hold.RULES) && hold.type().equals(open.gate())));
        if (!openable) {
            one.refuse("GATE_NOT_OPENABLE", "order " + order.ref(), "gate", open.gate());
        } else if (gate.filter(known -> !known.releasers().contains(open.role()))
                .isPresent()) {
            one.refuse("ROLE_MAY_NOT_OPEN", "order " + order.ref(), "gate", open.gate(), "role", open.role());
        } else {
            Order approved = one.policy.flow().approved(order, open.gate(), open.by(), one.work.now());
            one.change(approved, approved.hasPassed(open.gate()) ? "GATE_OPENED" : "GATE_APPROVED");
            if (approved.hasPassed(open.gate())) {
                one.work.notes(order.id()).settled.add(open.gate());
            }
        }
    }

    private void answer(Command.Answer answer, Try one) {
        Order order = one.order(answer.orderId());
        if (order == null) {
            return;
        }
        Optional<Handling.Question> open =
                order.handling().question(answer.gate()).filter(Handling.Question::isOpen);
        if (open.isEmpty()) {
            one.refuse("NO_QUESTION_OPEN", "order " + order.ref(), "gate", answer.gate());
        } else if (!open.get().answers().containsKey(answer.answer())) {
            one.refuse(
                    "ANSWER_NOT_POSSIBLE",
                    "order " + order.ref(),
                    "gate",
                    answer.gate(),
                    "possible",
                    String.join(" ", open.get().answers().keySet()));
        } else {
            Planning planning = new Planning(one.work, data, one.policy);
            one.change(
                    planning.treated(one.policy.flow().answered(planning.view(order), answer.gate(), answer.answer())),
                    "ANSWERED");
        }
    }

    private void report(Command.Report report, Try one) {
        FulfillmentOrder before = one.work.fulfillment(report.report().fulfillmentOrder());
        Reason refusal = new Parcels(one.work, data.sources()).report(report.report());
        FulfillmentOrder work = one.work.fulfillment(report.report().fulfillmentOrder());
        if (refusal != null || work == null) {
            one.refusal = new Command.Result(false, refusal == null ? Explanation.none() : Explanation.of(refusal));
        } else {
            if (report.report() instanceof SourceReport.Packed) {
                new Weighing(one.work, one.policy.fulfillment().weightTolerance()).of(work);
            }
            one.changed.addAll(work.orderIds());
            one.changed.addAll(before == null ? List.of() : List.copyOf(before.orderIds()));
        }
    }

    private void forget(Command.Forget forget, Try one, CommitBuilder builder) {
        Order order = one.order(forget.orderId());
        if (order == null) {
            return;
        }
        builder.parts().delete(Tables.PERSONAL, order.id());
        for (JournalEntry entry : JournalHistory.of(order.id(), one.store)) {
            entry.payloads().forEach(payload -> builder.parts().delete(Tables.RAW, payload));
        }
        for (Row row : one.store.find(Query.by(Tables.POISON, "ref", order.ref().toString()))) {
            if (row.hasValue("raw_id")) {
                builder.parts().delete(Tables.RAW, row.number("raw_id"));
            }
        }
        for (Row row : one.store.load(Tables.ORDER, List.of(order.id()))) {
            builder.parts().expect(Tables.ORDER, row.id(), row.version());
        }
    }
}
