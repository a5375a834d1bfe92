package io.omskit.channels.sandbox;

import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.SandboxOrder.RefundState;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The truth of one shop on a sandbox's platform: its orders through their life, the ship notices and the stock it was told.
 * Orders are placed by hand or invented from a seed; time comes from outside and counts in whole seconds, as platforms'
 * does. Thread-safe.
 */
public final class SandboxShop {
    /** What the platform answers to a ship notice. */
    public enum Shipping {
        /** Taken. */
        TAKEN,
        /** This parcel is known already; nothing changed. */
        KNOWN,
        /** The order cannot be shipped: unpaid, closed, held, or nothing is left. */
        REFUSED,
        /** There is no such order or line. */
        UNKNOWN
    }

    private static final int LATEST = 150;

    private final InstantSource time;
    private final OrderInventor inventor;
    private final Map<String, SandboxOrder> orders = new LinkedHashMap<>();
    private final Map<String, Quantity> stock = new TreeMap<>();
    private final List<Consumer<String>> watchers = new ArrayList<>();
    private int taken;

    private SandboxShop(InstantSource time, OrderInventor inventor) {
        this.time = time;
        this.inventor = inventor;
    }

    /**
     * An empty shop.
     *
     * @param seed decides all that is invented
     * @param time what the time is
     * @param style what invented orders look like
     */
    public static SandboxShop of(long seed, InstantSource time, SandboxStyle style) {
        return new SandboxShop(time, new OrderInventor(seed, style));
    }

    /** The time at the platform, in whole seconds. */
    public Instant now() {
        return time.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Hears the number of every order that changes, for webhooks. */
    public synchronized void watch(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    // ---- life of orders

    /** Places an order that the caller made. */
    public synchronized void place(SandboxOrder order) {
        if (orders.containsKey(order.number())) {
            throw new IllegalArgumentException(
                    "order " + order.number() + " is placed already.\nGive every order its own number.");
        }
        put(order);
    }

    /** Invents orders and places them now; they are unpaid. */
    public synchronized List<String> invent(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SandboxOrder order = inventor.order(now());
            place(order);
            numbers.add(order.number());
        }
        return numbers;
    }

    /** The next thing happens to each of some orders: they are paid, held, released, closed, refunded, finished. */
    public synchronized void live(int changes) {
        List<String> numbers = new ArrayList<>(orders.keySet());
        for (int i = 0; i < changes && !numbers.isEmpty(); i++) {
            inventor.change(this, existing(numbers.get(inventor.below(numbers.size()))));
        }
    }

    /** The buyer pays; of a presale first the deposit, then the balance. */
    public synchronized void pay(String number) {
        SandboxOrder order = existing(number);
        if (order.state() == State.PLACED) {
            put(order.with(order.deposit() == null ? State.PAID : State.DEPOSIT_PAID, now()));
        } else if (order.state() == State.DEPOSIT_PAID) {
            put(order.with(State.PAID, now()));
        }
    }

    /** The platform stops or frees a paid order. */
    public synchronized void hold(String number, boolean held) {
        SandboxOrder order = existing(number);
        if (order.state() == (held ? State.PAID : State.HELD)) {
            put(order.with(held ? State.HELD : State.PAID, now()));
        }
    }

    /** An unpaid order is closed, a presale without its balance forfeited, a shipped one finished; any other stays. */
    public synchronized void close(String number) {
        SandboxOrder order = existing(number);
        if (order.state() == State.PLACED) {
            put(order.with(State.CLOSED_UNPAID, now()));
        } else if (order.state() == State.DEPOSIT_PAID) {
            put(order.with(State.FORFEITED, now()));
        } else if (order.state() == State.SHIPPED) {
            put(order.with(State.FINISHED, now()));
        }
    }

    /** The buyer has the order sent to somebody, or somewhere, else. */
    public synchronized void redirect(String number, SandboxOrder.Receiver receiver) {
        put(existing(number).withReceiver(receiver, now()));
    }

    /** The shop's memo changes, and with it only the modified time. */
    public synchronized void touch(String number, String memo) {
        put(existing(number).withMemo(memo, now()));
    }

    /**
     * A buyer asks for money back.
     *
     * @param lineId the line, absent for the whole order
     * @return the refund's number
     */
    public synchronized String requestRefund(String number, @Nullable String lineId, Money amount, boolean withReturn) {
        SandboxOrder order = existing(number);
        String id = order.number() + "9" + (order.refunds().size() + 1);
        List<SandboxOrder.Refund> refunds = new ArrayList<>(order.refunds());
        refunds.add(new SandboxOrder.Refund(id, lineId, amount, RefundState.REQUESTED, withReturn, now(), now()));
        put(order.withRefunds(order.state(), refunds, now()));
        return id;
    }

    /** A refund is paid out or refused; the order closes when everything paid has gone back. */
    public synchronized void settleRefund(String number, String refundId, boolean paidOut) {
        SandboxOrder order = existing(number);
        List<SandboxOrder.Refund> refunds = new ArrayList<>();
        for (SandboxOrder.Refund refund : order.refunds()) {
            boolean mine = refund.id().equals(refundId) && refund.state() == RefundState.REQUESTED;
            refunds.add(mine ? settled(refund, paidOut) : refund);
        }
        SandboxOrder changed = order.withRefunds(order.state(), refunds, now());
        boolean allBack = changed.paid().isPositive() && changed.refunded().compareTo(changed.paid()) >= 0;
        put(allBack ? changed.withRefunds(State.CLOSED_REFUNDED, refunds, now()) : changed);
    }

    // ---- what the platform's interface needs

    /** All orders, in the order in which they were placed. */
    public synchronized List<SandboxOrder> orders() {
        return List.copyOf(orders.values());
    }

    /** An order by number. */
    public synchronized Optional<SandboxOrder> order(String number) {
        return Optional.ofNullable(orders.get(number));
    }

    /** Orders whose modified time is at or after {@code from} and before {@code to}, the latest first. */
    public synchronized List<SandboxOrder> modified(Instant from, Instant to) {
        return orders.values().stream()
                .filter(order ->
                        !order.modifiedAt().isBefore(from) && order.modifiedAt().isBefore(to))
                .sorted(Comparator.comparing(SandboxOrder::modifiedAt)
                        .thenComparing(SandboxOrder::number)
                        .reversed())
                .toList();
    }

    /**
     * Which of some orders go to the same person at the same place, as only the platform can tell: it sees the receivers that
     * it masks for others. Every order is in exactly one group; one that is not to be shipped now is alone. Groups and their
     * members come in the order in which they were asked for.
     */
    public synchronized List<List<String>> sameReceiver(Collection<String> numbers) {
        Map<Object, List<String>> groups = new LinkedHashMap<>();
        for (String number : new LinkedHashSet<>(numbers)) {
            SandboxOrder order = existing(number);
            Object key = order.isToShip() ? order.receiver() : number;
            groups.computeIfAbsent(key, fresh -> new ArrayList<>()).add(number);
        }
        return groups.values().stream().map(List::copyOf).toList();
    }

    /** Before a page is answered: perhaps one of the latest orders changes just now, so that the list moves. */
    public synchronized void beforePage(FaultPlan faults) {
        if (!orders.isEmpty() && faults.strikes(Fault.TOUCHED_WHILE_PAGING)) {
            List<SandboxOrder> latest = modified(Instant.MIN, Instant.MAX);
            int bound = Math.min(LATEST, latest.size());
            touch(latest.get(faults.draw(Fault.TOUCHED_WHILE_PAGING, bound)).number(), "touched " + now());
        }
    }

    /** Takes a ship notice; {@code lineIds} empty means all lines that are left. */
    public synchronized Shipping ship(String number, String carrier, String tracking, List<String> lineIds) {
        SandboxOrder order = orders.get(number);
        if (order == null || lineIds.stream().anyMatch(id -> order.line(id) == null)) {
            return Shipping.UNKNOWN;
        }
        boolean known =
                order.parcels().stream().anyMatch(parcel -> parcel.tracking().equals(tracking));
        if (known) {
            return Shipping.KNOWN;
        }
        List<String> left = order.unshippedLines();
        List<String> inside = lineIds.isEmpty() ? left : lineIds;
        if (!order.isToShip() || inside.isEmpty() || !left.containsAll(inside)) {
            return Shipping.REFUSED;
        }
        State state = left.size() == inside.size() ? State.SHIPPED : State.PART_SHIPPED;
        put(order.withParcel(state, new SandboxOrder.Parcel(carrier, tracking, inside, now())));
        taken++;
        return Shipping.TAKEN;
    }

    /** How many ship notices were taken; repeats do not count. */
    public synchronized int shipmentsTaken() {
        return taken;
    }

    /** Takes an upload of stock. */
    public synchronized void setStock(String code, Quantity available) {
        stock.put(code, available);
    }

    /** The stock that was uploaded last, by code. */
    public synchronized Map<String, Quantity> stock() {
        return new TreeMap<>(stock);
    }

    private SandboxOrder.Refund settled(SandboxOrder.Refund refund, boolean paidOut) {
        return new SandboxOrder.Refund(
                refund.id(),
                refund.lineId(),
                refund.amount(),
                paidOut ? RefundState.SUCCEEDED : RefundState.REFUSED,
                refund.withReturn(),
                refund.createdAt(),
                now());
    }

    private SandboxOrder existing(String number) {
        SandboxOrder order = orders.get(number);
        if (order == null) {
            throw new IllegalArgumentException("there is no order " + number + ".\nPlace it first.");
        }
        return order;
    }

    private void put(SandboxOrder order) {
        orders.put(order.number(), order);
        watchers.forEach(watcher -> watcher.accept(order.number()));
    }
}
