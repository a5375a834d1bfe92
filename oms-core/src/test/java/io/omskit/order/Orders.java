package io.omskit.order;

import io.omskit.address.AddressKey;
import io.omskit.catalog.Sku;
import io.omskit.connect.Problem;
import io.omskit.fact.Bearer;
import io.omskit.fact.BuyerKey;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Edits;
import io.omskit.order.edit.Exchange;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random orders and facts from one seed; the same seed always makes the same. Every shape that the types allow. */
final class Orders {
    static final Currency CNY = Currency.getInstance("CNY");
    static final Currency EUR = Currency.getInstance("EUR");
    static final ChannelRef REF = new ChannelRef("taobao", "flagship", "2160001234567890123");
    static final Instant START = Instant.parse("2026-11-11T00:00:00Z");

    private static final String[] WORDS = {
        "red mug", "杯子 红色", "a\"quoted\\text\"", "line\nbreak", "", "x", "\u0001", "emoji \ud83d\ude00", "{}[],:"
    };

    private final Random random;

    Orders(long seed) {
        this.random = new Random(seed);
    }

    static Money cny(long minor) {
        return Money.of(minor, CNY);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @SafeVarargs
    final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return chance(50) ? value.get() : null;
    }

    <T> List<T> several(int most, Supplier<T> value) {
        List<T> list = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            list.add(value.get());
        }
        return list;
    }

    void shuffle(List<?> list) {
        Collections.shuffle(list, random);
    }

    String word() {
        return pick(WORDS);
    }

    Instant instant() {
        Instant whole = START.plusSeconds(random.nextInt(10_000_000));
        return switch (random.nextInt(8)) {
            case 0 -> whole.plusNanos(random.nextInt(1_000_000_000));
            case 1 -> whole.plusMillis(random.nextInt(1000));
            case 2 -> Instant.EPOCH.minusSeconds(random.nextInt(1000));
            default -> whole;
        };
    }

    Money money() {
        return chance(5)
                ? Money.of(random.nextInt(10_000), EUR)
                : cny(chance(5) ? random.nextLong() : random.nextInt(100_000));
    }

    Money stated() {
        return cny(chance(10) ? 0 : random.nextInt(100_000) - 10_000);
    }

    Revision revision() {
        return new Revision(
                chance(80) ? instant() : null,
                chance(20) ? random.nextLong() : 0,
                chance(20) ? random.nextInt(3) : 1,
                chance(5) ? 0 : random.nextLong());
    }

    Quantity quantity() {
        return chance(70)
                ? Quantity.pieces(random.nextInt(20))
                : Quantity.of(random.nextInt(100_000), pick(Measure.values()));
    }

    Discount discount() {
        return new Discount(pick(Bearer.values()), cny(random.nextInt(5_000)), chance(30));
    }

    StatedAmounts amounts() {
        return new StatedAmounts(
                CNY,
                maybe(this::stated),
                several(3, this::discount),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated),
                maybe(this::stated));
    }

    OrderFact.Line line(String id) {
        return new OrderFact.Line(
                id,
                maybe(this::word),
                several(2, this::word),
                word(),
                quantity(),
                maybe(() -> new UnitPrice(BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(6)), CNY)),
                stated(),
                several(2, this::discount),
                maybe(this::stated),
                chance(80) ? cny(0) : stated(),
                pick(PlatformStatus.values()),
                pick(RefundState.values()),
                maybe(this::word),
                maybe(this::money),
                maybe(this::word),
                maybe(this::instant),
                chance(20),
                chance(20));
    }

    List<OrderFact.Line> lines() {
        List<OrderFact.Line> lines = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            lines.add(line("L" + i));
        }
        return lines;
    }

    /** A reading with anything in it. */
    OrderFact anyFact() {
        return anyFact(new Revision(instant(), random.nextInt(3), random.nextInt(3), 0));
    }

    private OrderFact anyFact(Revision revision) {
        return new OrderFact(
                REF,
                revision,
                new Provenance("test", START),
                pick(OrderFact.Kind.values()),
                pick(PlatformStatus.values()),
                word(),
                pick(OrderFact.Terms.values()),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                chance(20),
                amounts(),
                lines(),
                several(2, () -> new OrderFact.Block(pick(OrderFact.Block.Code.values()), word())),
                several(2, () -> new OrderFact.Related(pick(OrderFact.Related.Role.values()), word())),
                new TreeSet<>(several(3, this::word)),
                null,
                null,
                several(2, () -> new Problem("$.x", "odd")));
    }

    /** One of so few moments, sequences and mappers that ties are common. */
    Revision tightRevision() {
        return new Revision(chance(90) ? START.plusSeconds(60L * below(3)) : null, chance(20) ? 1 : 0, 1 + below(2), 0);
    }

    /** Readings, refunds and payments of one order, full of ties and contradictions. */
    List<Object> story() {
        List<Object> facts = new ArrayList<>();
        for (int i = 1 + below(6); i > 0; i--) {
            facts.add(anyFact(tightRevision()));
        }
        for (int i = below(4); i > 0; i--) {
            facts.add(new RefundFact(
                    REF,
                    "R" + below(2),
                    tightRevision(),
                    new Provenance("test", START),
                    maybe(() -> "L" + below(3)),
                    maybe(() -> Quantity.pieces(below(3))),
                    maybe(() -> cny(below(5000))),
                    pick(RefundFact.Status.values()),
                    word(),
                    pick(RefundFact.Phase.values()),
                    chance(50),
                    maybe(this::instant)));
        }
        for (int i = below(4); i > 0; i--) {
            facts.add(Facts.payment("T" + below(2), tightRevision(), below(5000), pick(PaymentFact.Status.values())));
        }
        return facts;
    }

    Sale anySale() {
        Sale sale = Sale.EXPECTED;
        int readings = random.nextInt(4);
        for (int i = 0; i < readings; i++) {
            sale = sale.with(anyFact());
        }
        return new Sale(sale.basis(), sale.latest(), payments(), refunds());
    }

    private SortedMap<String, Payment> payments() {
        SortedMap<String, Payment> all = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            all.put(
                    "T" + i,
                    new Payment(
                            "T" + i,
                            revision(),
                            money(),
                            word(),
                            1 + random.nextInt(3),
                            pick(PaymentFact.Status.values()),
                            maybe(this::instant)));
        }
        return all;
    }

    private SortedMap<String, Refund> refunds() {
        SortedMap<String, Refund> all = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            all.put(
                    "R" + i,
                    new Refund(
                            "R" + i,
                            revision(),
                            maybe(() -> "L" + random.nextInt(3)),
                            maybe(this::quantity),
                            maybe(this::money),
                            pick(RefundFact.Status.values()),
                            pick(RefundFact.Phase.values()),
                            chance(50),
                            maybe(this::instant)));
        }
        return all;
    }

    Progress progress() {
        return chance(50)
                ? Progress.NONE
                : new Progress(below(9), below(9), below(9), below(9), below(9), below(9), below(9), below(9));
    }

    Demand anyDemand(int index) {
        return new Demand(
                index,
                "L" + random.nextInt(3),
                new Sku(pick("X", "茶-500g", "Y\"1\"")),
                pick(Measure.values()),
                pick(Demand.Origin.values()),
                1 + random.nextInt(3),
                random.nextInt(3),
                maybe(this::word),
                chance(30),
                maybe(this::word),
                chance(30),
                maybe(this::instant),
                maybe(this::word),
                several(2, () -> new Demand.Trigger(random.nextLong(), word())),
                below(9),
                below(9),
                below(9),
                below(9),
                below(9),
                below(9),
                progress());
    }

    Hold anyHold() {
        Set<Hold.Step> steps = EnumSet.noneOf(Hold.Step.class);
        steps.addAll(several(3, () -> pick(Hold.Step.values())));
        String type = pick("REVIEW", "UNPAID", "MANUAL");
        return new Hold(
                type,
                pick(Hold.FLOW, "host", "channel"),
                chance(70) ? type : word(),
                maybe(() -> "L" + below(3)),
                word(),
                instant(),
                maybe(this::instant),
                steps);
    }

    private Edits anyEdits() {
        Edits edits = Edits.NONE;
        for (int i = below(3); i > 0; i--) {
            edits = edits.with(new Exchange(
                    "E" + i,
                    word(),
                    1 + below(9),
                    new Sku("S" + i),
                    pick(Measure.values()),
                    1 + below(9),
                    chance(50),
                    chance(20)));
        }
        List<Arrangement> arrangements = new ArrayList<>();
        for (int i = below(3); i > 0; i--) {
            arrangements.add(new Arrangement(
                    Arrangement.Sort.AT,
                    "W" + i,
                    List.of(new Arrangement.Units(below(1 << 20), below(5), 1 + below(9)))));
        }
        for (int i = below(3); i > 0; i--) {
            edits = edits.withRejection("W" + i, Instant.ofEpochMilli(below(1 << 30)));
        }
        return edits.withArrangements(arrangements);
    }

    Handling anyHandling() {
        Handling handling = Handling.NONE;
        if (chance(60)) {
            return handling;
        }
        handling = new Handling(
                new TreeSet<>(several(3, this::word)),
                maybe(this::word),
                chance(30),
                maybe(this::word),
                maybe(this::word),
                maybe(() -> pick(Handling.Choice.values())),
                maybe(() -> pick(Handling.Choice.values())),
                maybe(() -> Duration.ofMillis(below(1 << 30))),
                List.of(),
                List.of(),
                anyEdits());
        for (int i = below(3); i > 0; i--) {
            handling = handling.withApproval(new Order.Pass("G" + below(2), "by" + below(2), instant()));
        }
        for (int i = below(3); i > 0; i--) {
            handling = handling.withQuestion(new Handling.Question(
                    "G" + i,
                    word(),
                    instant(),
                    Map.of("a", pick(Handling.Meaning.values()), "b", pick(Handling.Meaning.values())),
                    pick(Handling.Meaning.values()),
                    maybe(this::word)));
        }
        return handling;
    }

    PartyKeys anyParties() {
        return new PartyKeys(
                several(2, () -> new BuyerKey(pick("k1", "k.2"), Long.toString(random.nextLong(), 36))),
                several(2, () -> new AddressKey("k1", 1 + below(3), Long.toString(random.nextLong(), 36))),
                maybe(this::word),
                maybe(() -> new PartyKeys.PlatformGroup(word(), instant(), word())),
                anySignals());
    }

    private PartyKeys.Signals anySignals() {
        return new PartyKeys.Signals(
                maybe(() -> Set.copyOf(several(2, this::word))),
                maybe(() -> Set.copyOf(several(2, this::word))),
                maybe(() -> below(2) == 0),
                maybe(() -> below(2) == 0),
                below(3) == 0,
                maybe(this::word),
                maybe(this::word));
    }

    /** An order with anything in it; the parts need not agree with each other. */
    Order anyOrder() {
        List<Demand> demands = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            demands.add(anyDemand(i));
        }
        Order order = Order.expected(random.nextLong(), REF, instant())
                .withSale(anySale())
                .withDemands(demands)
                .withParties(anyParties(), maybe(this::word))
                .withHandling(anyHandling())
                .withFulfillmentOrders(several(2, random::nextLong))
                .withJournal(chance(50) ? 0 : random.nextLong());
        for (Hold hold : several(3, this::anyHold)) {
            order = order.withHold(hold);
        }
        return order.withPass(new Order.Pass("REVIEW", word(), instant()))
                .withPass(new Order.Pass("OTHER", word(), instant()));
    }
}
