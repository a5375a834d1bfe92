package io.omskit.fact;

import io.omskit.address.Address;
import io.omskit.connect.Problem;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Facts of every type and shape from one seed; the same seed always makes the same. */
public final class RandomFacts {
    static final Currency CNY = Currency.getInstance("CNY");
    private static final Instant START = Instant.parse("2026-11-11T00:00:00Z");
    private static final String[] WORDS = {
        "red mug", "杯子 红色", "a\"quoted\\text\"", "line\nbreak", "x", "\u0001x", "emoji \ud83d\ude00", "{}[],:", "null"
    };

    private final Random random;
    private int numbers;

    /** Facts of this seed. */
    public RandomFacts(long seed) {
        this.random = new Random(seed);
    }

    /** A fact of any type. */
    public Fact any() {
        return switch (random.nextInt(8)) {
            case 0 -> refund();
            case 1 -> payment();
            case 2 -> shipment();
            case 3 -> tracking();
            case 4 -> settlement();
            case 5 -> stock();
            case 6 -> sameReceiver();
            default -> order();
        };
    }

    /** A reading of an order. */
    public OrderFact order() {
        return new OrderFact(
                ref(),
                revision(),
                provenance(),
                pick(OrderFact.Kind.values()),
                pick(PlatformStatus.values()),
                word(),
                pick(OrderFact.Terms.values()),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                chance(),
                amounts(),
                several(this::line),
                several(() -> new OrderFact.Block(pick(OrderFact.Block.Code.values()), word())),
                several(() -> new OrderFact.Related(pick(OrderFact.Related.Role.values()), word())),
                new LinkedHashSet<>(several(this::word)),
                maybe(this::word),
                maybe(this::personal),
                several(() -> new Problem("$." + random.nextInt(9), word())));
    }

    private OrderFact.Line line() {
        return new OrderFact.Line(
                "L" + numbers++,
                maybe(this::word),
                several(this::word),
                word(),
                quantity(),
                maybe(() -> new UnitPrice(BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(4)), CNY)),
                money(),
                several(this::discount),
                maybe(this::money),
                money(),
                pick(PlatformStatus.values()),
                pick(RefundState.values()),
                maybe(this::word),
                maybe(this::money),
                maybe(this::word),
                maybe(this::instant),
                chance(),
                chance());
    }

    /** Everything about a person, or some of it. */
    public PersonalData personal() {
        return new PersonalData(
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                maybe(() -> new Address("CN", word(), word(), word(), word(), word(), word(), maybe(this::word))),
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                maybe(this::word));
    }

    /** Money as stated, every member there or not. */
    public StatedAmounts amounts() {
        return new StatedAmounts(
                CNY,
                maybe(this::money),
                several(this::discount),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money));
    }

    StatedAmounts.Discount discount() {
        return new StatedAmounts.Discount(pick(Bearer.values()), Money.of(random.nextInt(3) * 125L, CNY), chance());
    }

    RefundFact refund() {
        return new RefundFact(
                ref(),
                word(),
                revision(),
                provenance(),
                maybe(this::word),
                maybe(this::quantity),
                maybe(() -> Money.of(random.nextInt(9_999), CNY)),
                pick(RefundFact.Status.values()),
                word(),
                pick(RefundFact.Phase.values()),
                chance(),
                maybe(this::instant));
    }

    PaymentFact payment() {
        List<PaymentFact.Cover> covers = new ArrayList<>(several(() -> new PaymentFact.Cover(word(), money())));
        covers.add(new PaymentFact.Cover("1001", money()));
        return new PaymentFact(
                new ShopRef("taobao", word()),
                word(),
                revision(),
                provenance(),
                covers,
                word(),
                1 + random.nextInt(12),
                pick(PaymentFact.Status.values()),
                maybe(this::instant));
    }

    ShipmentFact shipment() {
        return new ShipmentFact(
                "sf",
                word(),
                "",
                revision(),
                provenance(),
                several(() -> new ShipmentFact.Content(ref(), chance() ? "" : word(), maybe(this::quantity))),
                pick(ShipmentStatus.values()),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                maybe(() -> (long) random.nextInt(30_000)));
    }

    TrackingFact tracking() {
        return new TrackingFact(
                word(),
                word(),
                "",
                provenance(),
                chance(),
                maybe(this::instant),
                several(() -> new TrackingFact.Event(
                        instant(),
                        28_800,
                        "PICKED_UP",
                        maybe(this::word),
                        word(),
                        maybe(this::word),
                        maybe(this::word),
                        3)));
    }

    SettlementFact settlement() {
        return new SettlementFact(
                1 + random.nextInt(9),
                word(),
                pick(SettlementFact.Kind.values()),
                several(this::word),
                maybe(this::word),
                maybe(this::word),
                maybe(this::money),
                maybe(this::money),
                maybe(this::money),
                several(() -> new SettlementFact.Component(word(), money())),
                maybe(this::instant),
                maybe(this::instant),
                provenance());
    }

    StockFact stock() {
        return new StockFact(
                word(), word(), revision(), provenance(), pick(StockFact.Kind.values()), quantity(), word(), instant());
    }

    Fact.SameReceiver sameReceiver() {
        return new Fact.SameReceiver(
                new ShopRef("taobao", "flagship"),
                instant(),
                provenance(),
                several(() -> several(() -> new Fact.SameReceiver.Asked("n" + numbers++, word()))));
    }

    private ChannelRef ref() {
        return new ChannelRef("taobao", word(), word());
    }

    private Revision revision() {
        return new Revision(maybe(this::instant), random.nextInt(3), random.nextInt(3), 0);
    }

    private Provenance provenance() {
        return new Provenance(word(), instant());
    }

    private Quantity quantity() {
        return Quantity.of(random.nextInt(5_000), pick(Measure.values()));
    }

    private Money money() {
        return Money.of(random.nextInt(20_000) - 5_000, CNY);
    }

    private Instant instant() {
        return START.plusSeconds(random.nextInt(1_000_000)).plusNanos(chance() ? 0 : random.nextInt(1_000_000_000));
    }

    private String word() {
        return pick(WORDS);
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return chance() ? value.get() : null;
    }

    private <T> List<T> several(Supplier<T> value) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            all.add(value.get());
        }
        return all;
    }
}
