package io.omskit.order.flow;

import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.fact.OrderFact;
import io.omskit.order.Handling;
import io.omskit.order.Handling.Meaning;
import io.omskit.order.Handling.Question;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderStatus;
import io.omskit.order.OrderView;
import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of gates, compiled against the field catalog. Immutable and safe for several threads; the same order
 * at the same moment always gets the same holds. Source: domain rules R-3.3.
 */
public final class OrderFlow {
    private final String name;
    private final Fields<OrderView> fields;
    private final List<Compiled> gates;
    private final int rounds;

    private OrderFlow(String name, Fields<OrderView> fields, List<Compiled> gates) {
        this.name = name;
        this.fields = fields;
        this.gates = List.copyOf(gates);
        this.rounds = 4
                + 2
                        * gates.stream()
                                .map(Compiled::gate)
                                .mapToInt(gate ->
                                        gate.onEntry().size() + gate.onExit().size())
                                .sum();
    }

    /** The one subject of a gate that holds whole orders. */
    private static final List<@Nullable String> WHOLE = Collections.singletonList(null);

    private record Compiled(
            Gate gate,
            Predicate<OrderView> when,
            @Nullable Predicate<OrderFact.Line> lines,
            Predicate<OrderView> releaseWhen) {
        /** The lines that the hold is to be set on; one absent line stands for the whole order. */
        List<@Nullable String> subjects(Order order) {
            if (lines == null) {
                return WHOLE;
            }
            List<@Nullable String> subjects = new ArrayList<>();
            for (OrderFact.Line line : order.sale().lines()) {
                if (lines.test(order.sale().current(line))) {
                    subjects.add(line.id());
                }
            }
            return Collections.unmodifiableList(subjects);
        }
    }

    /**
     * Compiles a flow.
     *
     * @param name name and version, kept in reasons
     * @throws IllegalArgumentException if two gates have one type, a condition does not fit the catalog, or a gate can
     *     never close or never open
     */
    public static OrderFlow of(String name, Fields<OrderView> fields, List<Gate> gates) {
        List<Compiled> compiled = new ArrayList<>();
        for (Gate gate : gates) {
            Condition lines = gate.lines();
            compiled.add(new Compiled(
                    gate,
                    gate.when().compile(fields).orThrow(),
                    lines == null ? null : lines.compile(linesOf(fields)).orThrow(),
                    gate.releaseWhen().compile(fields).orThrow()));
        }
        List<FlowLogic.Flaw> flaws = FlowLogic.flaws(gates, fields);
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException(flaws.stream()
                    .map(flaw -> "flow " + name + ": " + flaw.problem() + "\n" + flaw.remedy())
                    .collect(Collectors.joining("\n")));
        }
        return new OrderFlow(name, fields, compiled);
    }

    /** The catalog of the lines of an order, as the catalog of orders states it. */
    @SuppressWarnings("unchecked") // the subject of the catalog was compared
    static Fields<OrderFact.Line> linesOf(Fields<OrderView> fields) {
        return fields.lineFields("lines")
                .filter(lines -> lines.subject() == OrderFact.Line.class)
                .map(lines -> (Fields<OrderFact.Line>) lines)
                .orElseGet(OrderFields::lines);
    }

    /**
     * The flow of the standard case: known, mapped, paid, allowed by the platform, no refund open, its siblings had the
     * time to arrive, reviewed. Its version names the wait, because another wait makes another flow.
     *
     * @param siblingWait how long after payment to wait for orders of the same buyer; zero waits for nobody
     */
    public static OrderFlow standard(Duration siblingWait) {
        String version = siblingWait.isZero() ? StandardGates.VERSION : StandardGates.VERSION + "-" + siblingWait;
        return of("standard@" + version, OrderFields.orders(), StandardGates.of(siblingWait));
    }

    /** As {@link #apply(OrderView)}, where nothing is known of other orders. */
    public Decision<Treatment> apply(Order order, Instant now) {
        return apply(new OrderView(order, now));
    }

    /** The order with the holds that its state asks for now, what else is to be done, and the reasons for every change. */
    public Decision<Treatment> apply(OrderView view) {
        Order order = view.order();
        Instant now = view.now();
        Treating treating = new Treating(order, name, now);
        for (Question question : order.handling().questions()) {
            if (question.isOpen() && !now.isBefore(question.deadline())) {
                treating.settle(question, "", question.silence(), name);
            }
        }
        run(treating, view);
        return treating.decision();
    }

    /** Whether some gate reads this field. */
    public boolean reads(String field) {
        return gates.stream()
                .map(Compiled::gate)
                .anyMatch(gate -> gate.when().reads(field) || gate.releaseWhen().reads(field));
    }

    /** As {@link #answered(OrderView, String, String)}, where nothing is known of other orders. */
    public Decision<Treatment> answered(Order order, String type, String answer, Instant now) {
        return answered(new OrderView(order, now), type, answer);
    }

    /**
     * What follows from the customer's answer.
     *
     * @param type the gate, or the type of the hold, that waits for it
     * @param answer one of the possible answers
     * @throws IllegalArgumentException if no question of this type is open or the answer is none of the possible ones
     */
    public Decision<Treatment> answered(OrderView view, String type, String answer) {
        Order order = view.order();
        Question question = order.handling()
                .question(type)
                .filter(Question::isOpen)
                .orElseThrow(() -> new IllegalArgumentException("order " + order.ref() + " has no open question " + type
                        + ".\nOpen: "
                        + order.handling().questions().stream()
                                .filter(Question::isOpen)
                                .map(Question::type)
                                .toList()
                        + "."));
        Meaning meaning = question.answers().get(answer);
        if (meaning == null) {
            throw new IllegalArgumentException("the answer to " + type + " of order " + order.ref()
                    + " is none of the possible ones.\nPossible: "
                    + question.answers().keySet() + ".");
        }
        Treating treating = new Treating(order, name, view.now());
        treating.settle(question, answer, meaning, "customer");
        run(treating, view);
        return treating.decision();
    }

    /**
     * The order after one person let it pass a gate, or a hold that a review rule has set. Where the gate needs several
     * approvals it opens with the last one; a second approval by the same person changes nothing. Whether the person has
     * one of the roles is the caller's to check. The gate opens when the flow is applied next.
     *
     * @param by who
     * @throws IllegalArgumentException if the type is neither a gate that people may open nor such a hold
     */
    public Order approved(Order order, String type, String by, Instant now) {
        Order.Pass approval = new Order.Pass(type, by, now);
        Gate gate = gate(type).orElse(null);
        if (gate == null) {
            boolean held = order.holds().stream()
                    .anyMatch(hold ->
                            hold.owner().equals(Hold.RULES) && hold.type().equals(type));
            if (!held) {
                throw new IllegalArgumentException("flow " + name + " has no gate " + type + ".\nGates: "
                        + gates.stream().map(one -> one.gate().type()).toList() + ".");
            }
            return order.withPass(approval)
                    .withoutHold(Hold.RULES, type)
                    .withHandling(order.handling().without(type));
        }
        if (gate.releasers().isEmpty()) {
            throw new IllegalArgumentException(
                    "gate " + type + " of flow " + name + " opens by itself only.\nWait, or change what closed it.");
        }
        Handling handling = order.handling().withApproval(approval);
        long people = handling.approvals().stream()
                .filter(one -> one.gate().equals(type))
                .count();
        return people < gate.approvals()
                ? order.withHandling(handling)
                : order.withPass(approval).withHandling(order.handling());
    }

    /**
     * Moves gates until nothing changes, because what a gate does on entry or exit may be what another waits for. What
     * conditions can read of it only grows (tags, the seal) or shrinks (lifted holds), so this ends; gates that name
     * different reviewers or ship-by times in turn and read them as well are stopped after as many rounds as there are
     * actions.
     */
    @SuppressWarnings("ReferenceEquality") // the same object is cheap to tell, and an equal one only makes another view
    private void run(Treating treating, OrderView first) {
        dropUnknown(treating);
        boolean changed = true;
        for (int round = 0; changed && round < rounds; round++) {
            changed = false;
            OrderView view = first;
            for (Compiled compiled : gates) {
                view = view.order() == treating.order() ? view : first.with(treating.order());
                changed |= step(compiled, treating, view);
            }
        }
        treating.become(arranged(treating.order()));
    }

    /** What a gate of an earlier flow holds, nothing would ever open. */
    private void dropUnknown(Treating treating) {
        for (Hold held : treating.order().holds()) {
            if (held.owner().equals(Hold.FLOW) && gate(held.handle()).isEmpty()) {
                Order order = treating.order().withoutHold(Hold.FLOW, held.handle());
                treating.become(order.withHandling(order.handling().without(held.handle())));
                treating.tell(Reason.of("GATE_GONE", "order " + order.ref(), "gate", held.handle(), "flow", name));
            }
        }
    }

    /**
     * Gates in their order and of one gate the lines in theirs, then every other hold by its age: the first that stops the
     * order is where it waits.
     */
    private Order arranged(Order order) {
        if (order.holds().size() < 2) {
            return order;
        }
        List<Hold> holds = new ArrayList<>(order.holds());
        holds.sort(Comparator.comparingInt(this::position).thenComparing(OrderFlow::line));
        return holds.equals(order.holds()) ? order : order.withHolds(holds);
    }

    private static String line(Hold hold) {
        return hold.owner().equals(Hold.FLOW) && hold.lineId() != null ? hold.lineId() : "";
    }

    private int position(Hold hold) {
        int position = 0;
        for (Compiled compiled : gates) {
            if (hold.owner().equals(Hold.FLOW)
                    && hold.handle().equals(compiled.gate().type())) {
                return position;
            }
            position++;
        }
        return position;
    }

    private boolean step(Compiled compiled, Treating treating, OrderView view) {
        Gate gate = compiled.gate();
        Order order = view.order();
        Instant now = view.now();
        List<Hold> held = holdsOf(order, gate);
        if (held.isEmpty() && (order.hasPassed(gate.type()) || !compiled.when().test(view))) {
            return false;
        }
        List<@Nullable String> subjects = compiled.subjects(order);
        boolean free = order.hasPassed(gate.type()) || compiled.releaseWhen().test(view) || subjects.isEmpty();
        if (held.isEmpty()) {
            boolean close = !free && !GateTimes.isOver(gate, order, now);
            if (close) {
                close(gate, subjects, treating, now);
            }
            return close;
        }
        boolean expired = held.stream().allMatch(hold -> GateTimes.isExpired(hold, now));
        if (free || expired) {
            open(gate, expired, treating, now);
            return true;
        }
        return compiled.lines() != null && follow(gate, held, subjects, treating, now);
    }

    private void close(Gate gate, List<@Nullable String> subjects, Treating treating, Instant now) {
        Order order = treating.order();
        Instant until = GateTimes.expiresAt(gate, order, now);
        for (String subject : subjects) {
            order = order.withHold(hold(gate, subject, until, now));
        }
        treating.become(order.withHandling(order.handling().without(gate.type())));
        AskBack askBack = gate.askBack();
        if (askBack != null) {
            treating.ask(askBack, gate.type());
        }
        gate.onEntry().forEach(action -> treating.act(action, name + "/" + gate.type()));
        treating.tell(reason("GATE_CLOSED", order, gate));
    }

    private void open(Gate gate, boolean expired, Treating treating, Instant now) {
        Order order = treating.order().withoutHold(Hold.FLOW, gate.type());
        if (expired) {
            // else it would close again at once and wait anew
            order = order.withPass(new Order.Pass(gate.type(), name, now));
        }
        treating.become(order.withHandling(order.handling().without(gate.type())));
        gate.onExit().forEach(action -> treating.act(action, name + "/" + gate.type()));
        treating.tell(reason("GATE_OPENED", order, gate));
    }

    /** A closed gate on lines holds those that match now. */
    private static boolean follow(
            Gate gate, List<Hold> held, List<@Nullable String> subjects, Treating treating, Instant now) {
        Order before = treating.order();
        List<Hold> rest = new ArrayList<>(before.holds());
        rest.removeIf(hold -> held.contains(hold) && !subjects.contains(hold.lineId()));
        Order order = rest.size() == before.holds().size() ? before : before.withHolds(rest);
        for (String subject : subjects) {
            order = order.withHold(hold(gate, subject, held.get(0).expiresAt(), now));
        }
        treating.become(order);
        return !order.holds().equals(before.holds());
    }

    private Reason reason(String code, Order order, Gate gate) {
        return Reason.of(code, "order " + order.ref(), "gate", gate.type(), "flow", name);
    }

    /**
     * The gate at which an order waits, if it waits at one of this flow; its type is the {@linkplain OrderStatus#headline
     * headline} of the order. A closed gate that stops nothing of it is not where it waits.
     */
    public Optional<Gate> waitingAt(Order order, Instant now) {
        return OrderStatus.waitingAt(order, now)
                .filter(hold -> hold.owner().equals(Hold.FLOW))
                .flatMap(hold -> gate(hold.handle()));
    }

    /**
     * Whether a decision about the review is due: it is the first gate that still stops the order. A gate that holds some lines only
     * does not keep the others from being reviewed.
     */
    public boolean isReviewDue(Order order, Instant now) {
        for (Compiled compiled : gates) {
            List<Hold> held = new ArrayList<>(holdsOf(order, compiled.gate()));
            held.removeIf(hold -> !OrderStatus.stops(order, hold, now));
            if (!held.isEmpty() && compiled.gate().type().equals(Hold.REVIEW)) {
                return true;
            }
            if (!held.isEmpty() && isWhole(order, held)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isWhole(Order order, List<Hold> held) {
        return order.demands().stream().filter(demand -> demand.open() > 0).allMatch(demand -> held.stream()
                .anyMatch(hold -> hold.isAbout(order.id(), demand)));
    }

    /** The gate of this type. */
    public Optional<Gate> gate(String type) {
        return gates.stream()
                .map(Compiled::gate)
                .filter(gate -> gate.type().equals(type))
                .findFirst();
    }

    /** {@return the gates in their order} */
    public List<Gate> gates() {
        return gates.stream().map(Compiled::gate).toList();
    }

    /**
     * When to apply the flow to this order again because time may change something: a hold or the time for an answer
     * ends, or a gate is to be looked at again. Absent where time alone changes nothing.
     *
     * @return a moment after {@code now}
     */
    public Optional<Instant> nextCheck(Order order, Instant now) {
        if (order.holds().isEmpty() && order.handling().questions().isEmpty()) {
            return Optional.empty();
        }
        Stream<Instant> ends = order.holds().stream()
                .map(Hold::expiresAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
        Stream<Instant> deadlines =
                order.handling().questions().stream().filter(Question::isOpen).map(Question::deadline);
        Stream<Instant> rechecks = gates.stream()
                .flatMap(compiled -> holdsOf(order, compiled.gate()).stream()
                        .map(hold -> GateTimes.recheck(compiled.gate(), hold, now)))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
        return Stream.concat(Stream.concat(ends, deadlines), rechecks)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo);
    }

    private static List<Hold> holdsOf(Order order, Gate gate) {
        List<Hold> held = List.of();
        for (Hold hold : order.holds()) {
            if (hold.owner().equals(Hold.FLOW) && hold.handle().equals(gate.type())) {
                held = held.isEmpty() ? new ArrayList<>() : held;
                held.add(hold);
            }
        }
        return held;
    }

    private static Hold hold(Gate gate, @Nullable String line, @Nullable Instant until, Instant now) {
        return new Hold(gate.type(), Hold.FLOW, gate.type(), line, gate.reason(), now, until, gate.blocks());
    }

    /** {@return name and version in the form {@code name@version}} */
    public String reference() {
        return name;
    }

    /** {@return the catalog that conditions read} */
    public Fields<OrderView> fields() {
        return fields;
    }

    /** Name and version. */
    @Override
    public String toString() {
        return name;
    }
}
