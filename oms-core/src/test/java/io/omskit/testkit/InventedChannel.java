package io.omskit.testkit;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A channel that is invented: orders are placed, paid, touched, refunded, closed; their facts reach the engine late, twice, in
 * any order, or not at all where a newer one follows. In the end the engine's sales must be the fold of what was told, and
 * stand where the channel stands.
 */
final class InventedChannel implements SimParticipant {
    static final ShopRef SHOP = new ShopRef("invented", "shop");
    private static final List<String> SKUS = List.of("X", "Y", "Z", "LATE");

    private final SimWorld world;
    private final SplittableRandom line;
    private final Map<String, InventedOrder> orders = new TreeMap<>();
    private final List<Fact> outbox = new ArrayList<>();
    private final Map<String, List<Fact>> told = new HashMap<>();
    private final Map<String, Set<String>> notices = new HashMap<>();
    private Instant last = Instant.EPOCH;
    private boolean calm;

    InventedChannel(SimWorld world) {
        this.world = world;
        this.line = new SplittableRandom(23);
    }

    @Override
    public String name() {
        return "channel";
    }

    @Override
    public void attach(Oms oms) {
        oms.register(SHOP.toString(), new Handler(Effect.SHIP_NOTICE, this::notice));
        oms.register(SHOP.toString(), new Handler(Effect.LOOK_UP, this::lookUp));
    }

    // ---- what happens on the channel

    @Override
    public String step(Instant now, SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 25 && orders.size() < 30) {
            return place(random) + (random.nextBoolean() ? ", " + place(random) : "");
        }
        if (dice < 50 && !orders.isEmpty()) {
            List<InventedOrder> all = List.copyOf(orders.values());
            return change(all.get(random.nextInt(all.size())), random);
        }
        return tellSome(random);
    }

    private String place(SplittableRandom random) {
        List<OrderFact.Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            int sku = random.nextInt(20);
            lines.add(InventedOrder.line("" + i, SKUS.get(sku == 0 ? 3 : sku % 3), 1 + random.nextInt(3)));
        }
        String number = "%04d".formatted(1001 + orders.size());
        InventedOrder order = new InventedOrder(number, "buyer" + random.nextInt(5), moment(), lines);
        orders.put(number, order);
        tell(order);
        return "places " + number;
    }

    private String change(InventedOrder order, SplittableRandom random) {
        switch (order.status) {
            case UNPAID ->
                order.status = random.nextInt(6) == 0 ? PlatformStatus.CLOSED_UNPAID : PlatformStatus.TO_SHIP;
            case TO_SHIP, SHIPPED -> {
                if (random.nextInt(3) > 0) {
                    return refund(order, random);
                }
            }
            default -> {
                return "";
            }
        }
        tell(order);
        return order.number + " is " + order.status;
    }

    private String refund(InventedOrder order, SplittableRandom random) {
        Optional<RefundFact> open = order.refunds.values().stream()
                .filter(refund -> refund.status().isOpen())
                .findFirst();
        if (open.isPresent()) {
            return settle(order, open.get(), random.nextInt(3) > 0);
        }
        OrderFact.Line line = order.lines.get(random.nextInt(order.lines.size()));
        if (order.refunds.values().stream().anyMatch(refund -> line.id().equals(refund.lineId()))) {
            return "";
        }
        boolean before = order.status == PlatformStatus.TO_SHIP;
        long units = 1 + random.nextInt((int) line.quantity().steps());
        RefundFact asked = new RefundFact(
                SHOP.order(order.number),
                "R" + (order.refunds.size() + 1),
                Revision.at(moment(), 1),
                new Provenance("invented", last),
                line.id(),
                before ? Quantity.pieces(units) : null,
                Money.of(line.amount().minor() * units / line.quantity().steps(), "CNY"),
                RefundFact.Status.REQUESTED,
                "ASKED",
                before ? RefundFact.Phase.BEFORE_SHIPPING : RefundFact.Phase.AFTER_SHIPPING,
                false,
                last);
        return tell(order, asked);
    }

    private String settle(InventedOrder order, RefundFact asked, boolean paidOut) {
        tell(
                order,
                new RefundFact(
                        asked.ref(),
                        asked.refundId(),
                        Revision.at(moment(), 1),
                        new Provenance("invented", last),
                        asked.lineId(),
                        asked.quantity(),
                        asked.amount(),
                        paidOut ? RefundFact.Status.SUCCEEDED : RefundFact.Status.CLOSED,
                        paidOut ? "PAID" : "REFUSED",
                        asked.phase(),
                        asked.withReturn(),
                        last));
        long back = 0;
        for (RefundFact refund : order.refunds.values()) {
            back += refund.status() == RefundFact.Status.SUCCEEDED
                    ? refund.amount().minor()
                    : 0;
        }
        if (back == order.goods() && order.status == PlatformStatus.TO_SHIP) {
            order.status = PlatformStatus.CLOSED_REFUNDED;
        }
        tell(order);
        return order.number + " refund " + asked.refundId() + (paidOut ? " is paid" : " is refused");
    }

    private String tell(InventedOrder order, RefundFact refund) {
        order.refunds.put(refund.refundId(), refund);
        outbox.add(refund);
        return order.number + " refund " + refund.refundId() + " of line " + refund.lineId() + " " + refund.status();
    }

    private void tell(InventedOrder order) {
        moment();
        outbox.add(order.fact(last));
    }

    /** Revisions of one channel never tie, as a look-up would settle ties. */
    private Instant moment() {
        Instant now = world.time().instant();
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    // ---- telling

    private String tellSome(SplittableRandom random) {
        if (outbox.isEmpty()) {
            return "";
        }
        List<Fact> some = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            some.add(outbox.get(random.nextInt(outbox.size())));
        }
        Fact first = some.get(0);
        if (first instanceof OrderFact old && random.nextInt(8) == 0 && isSuperseded(old) && !isOffered(old)) {
            outbox.remove(old);
            return "never tells of " + old.ref() + " at " + old.revision().modifiedAt();
        }
        return accept(some, random.nextInt(5) > 0);
    }

    /** What was offered once may have been taken, whatever the answer was. */
    private boolean isOffered(OrderFact fact) {
        return told.getOrDefault(fact.ref().number(), List.of()).contains(fact);
    }

    private boolean isSuperseded(OrderFact old) {
        return outbox.stream()
                .anyMatch(fact -> fact instanceof OrderFact newer
                        && newer.ref().equals(old.ref())
                        && newer.revision().compareTo(old.revision()) > 0);
    }

    private String accept(List<Fact> facts, boolean forGood) {
        // what fails halfway may have been taken all the same
        facts.forEach(fact ->
                told.computeIfAbsent(number(fact), none -> new ArrayList<>()).add(fact));
        boolean taken = world.oms().accept(facts.toArray(Fact[]::new)) == Acceptance.ACCEPTED;
        if (taken && forGood) {
            outbox.removeAll(facts);
        }
        return (taken ? "tells of " : "tells later of ")
                + facts.stream().map(InventedChannel::word).toList();
    }

    private static String word(Fact fact) {
        return fact instanceof OrderFact order
                ? order.ref().number() + " " + order.status()
                : number(fact) + " refund " + ((RefundFact) fact).status();
    }

    private static String number(Fact fact) {
        return fact instanceof OrderFact order
                ? order.ref().number()
                : ((RefundFact) fact).ref().number();
    }

    // ---- what the engine wants

    private Outcome notice(Effect effect) {
        InventedOrder order = orders.get(effect.datum("number"));
        Set<String> parcels = notices.computeIfAbsent(effect.datum("number"), none -> new HashSet<>());
        // where the rest was canceled, the last parcel is told once more, with no units, and completes the order
        boolean completes =
                effect.datum("whole").equals("true") && effect.datum("lines").matches("([^;]+:0;?)+");
        String parcel = effect.datum("tracking") + (completes ? " completes" : "");
        if (!parcels.add(parcel)) {
            world.accuse("E1", effect.key(), "was announced twice though it had arrived");
        }
        if (order.status != PlatformStatus.TO_SHIP) {
            parcels.remove(parcel);
            return new Outcome.Rejected("the order is " + order.status);
        }
        if (effect.datum("whole").equals("true")) {
            order.status = PlatformStatus.SHIPPED;
            tell(order);
        }
        return Outcome.Done.of("announced");
    }

    private Outcome lookUp(Effect effect) {
        tell(orders.get(effect.datum("number")));
        return Outcome.Done.of("found");
    }

    /** Over the line: an answer may be lost, so whoever does not know must ask. */
    private final class Handler implements EffectHandler {
        private final String type;
        private final java.util.function.Function<Effect, Outcome> action;
        private final Map<String, Outcome> arrived = answers;

        Handler(String type, java.util.function.Function<Effect, Outcome> action) {
            this.type = type;
            this.action = action;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public RepeatRule repeat() {
            return type.equals(Effect.LOOK_UP) ? RepeatRule.SAME_KEY : RepeatRule.ASK_FIRST;
        }

        @Override
        public Outcome run(Effect effect) {
            int dice = calm ? 100 : line.nextInt(100);
            if (dice < 8) {
                return new Outcome.Retry("throttled", Duration.ofMinutes(1));
            }
            Outcome outcome = action.apply(effect);
            if (!(outcome instanceof Outcome.Retry)) {
                arrived.put(effect.key(), outcome);
            }
            return dice < 14 ? new Outcome.Unknown("the answer was lost") : outcome;
        }

        @Override
        public Outcome ask(Effect effect) {
            Outcome known = arrived.get(effect.key());
            return known == null ? new Outcome.Retry("it never arrived", Duration.ZERO) : known;
        }
    }

    private final Map<String, Outcome> answers = new HashMap<>();

    // ---- the end

    @Override
    public void settle() {
        calm = true;
        for (InventedOrder order : orders.values()) {
            for (RefundFact refund : List.copyOf(order.refunds.values())) {
                if (refund.status().isOpen()) {
                    settle(order, refund, refund.refundId().hashCode() % 2 == 0);
                }
            }
        }
        while (!outbox.isEmpty() && accept(List.of(outbox.get(0)), true).startsWith("tells of")) {
            // one after another
        }
    }

    @Override
    public Optional<Violation> checkSettled() {
        for (InventedOrder truth : orders.values()) {
            Order order = world.oms().orders().find(SHOP.order(truth.number)).orElse(null);
            if (order == null) {
                return violation("I1", truth, "is not in the store");
            }
            Sale fold = Sale.EXPECTED;
            for (Fact fact : told.get(truth.number)) {
                fold = fact instanceof OrderFact one ? fold.with(one) : fold.with((RefundFact) fact);
            }
            if (!fold.equals(order.sale()) || order.sale().status() != truth.status) {
                return violation("S2", truth, "is " + order.sale() + ", was told as " + fold);
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(String id, InventedOrder truth, String detail) {
        return Optional.of(new Violation(id, "order " + truth.number + " " + truth.status, detail));
    }

    int count() {
        return orders.size();
    }
}
