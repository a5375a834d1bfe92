package io.omskit.examples.cli;

import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundFact.Phase;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.SettlementFact;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.finance.FeeSchedule;
import io.omskit.finance.Finance;
import io.omskit.finance.Settlement;
import io.omskit.finance.matching.Reconciliation;
import io.omskit.finance.statement.Statement;
import io.omskit.order.AmountPart;
import io.omskit.order.AmountParts;
import io.omskit.order.Order;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.stock.Balances;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shop, the engine, the facts and the bill of {@link OneOrderToTheCentTest}. */
final class CentStory {
    static final ShopRef SHOP = new ShopRef("taobao", "flagship");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant PAID = Instant.parse("2026-03-01T02:00:00Z");

    final Clock time = new Clock();
    final List<Effect> sent = new ArrayList<>();
    final Oms oms;
    final Finance finance;

    CentStory() {
        this(Policy.defaults());
    }

    /** The story in a shop that decides otherwise than by default. */
    CentStory(Policy policy) {
        oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(InMemoryCatalog.builder()
                        .item(Item.of("X", "kettle", 900))
                        .item(Item.of("Y", "teapot", 700))
                        .item(Item.of("Z", "cup", 200))
                        .item(Item.of("G", "tea towel", 50))
                        .build())
                .sources(List.of(
                        Source.of("W1", Source.Kind.OWN, ZONE).withPriority(1),
                        Source.of("W2", Source.Kind.OWN, ZONE).withPriority(2)))
                .unsealedForTests()
                .hashKeys(HashKey.of("k1", new byte[32]))
                .time(time)
                .policy(policy)
                .handler(taking(Effect.SOURCE_WORK))
                .handler(taking(Effect.SHIP_NOTICE))
                .build();
        for (String cell : List.of("W1 X", "W2 X", "W2 Y", "W2 Z")) {
            receive(cell);
        }
        FeeSchedule commission = FeeSchedule.of(Rate.parse("0.05"), FeeSchedule.RefundRule.GIVEN_BACK);
        finance = Finance.on(oms, Map.of("taobao", commission), FreightPolicy.WITH_LAST_UNIT);
    }

    /** One more of these goods arrives. */
    void receive(String cell) {
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(cell(cell), 1, "in " + cell))));
    }

    /** A clock that the story moves. */
    static final class Clock implements InstantSource {
        private Instant now = PAID.plus(Duration.ofMinutes(10));

        @Override
        public Instant instant() {
            return now;
        }

        void forward(Duration by) {
            now = now.plus(by);
        }
    }

    private EffectHandler taking(String type) {
        return EffectHandler.of(type, EffectHandler.RepeatRule.SAME_KEY, effect -> {
            sent.add(effect);
            return EffectHandler.Outcome.Done.of("taken");
        });
    }

    static String work(Effect effect) {
        return effect.target() + " " + effect.data().getOrDefault("action", effect.type());
    }

    /** The ship notices so far, sorted. */
    List<String> notices() {
        return sent.stream()
                .filter(effect -> effect.type().equals(Effect.SHIP_NOTICE))
                .map(CentStory::notice)
                .sorted()
                .toList();
    }

    private static String notice(Effect effect) {
        return String.join(
                " ", effect.datum("number"), effect.datum("tracking"), effect.datum("lines"), effect.datum("whole"));
    }

    Instant now() {
        return time.instant();
    }

    Order a() {
        return oms.orders().find(SHOP.order("A")).orElseThrow();
    }

    Order b() {
        return oms.orders().find(SHOP.order("B")).orElseThrow();
    }

    private static StockCell cell(String text) {
        String[] parts = text.split(" ", 2);
        return new StockCell(parts[0], new Sku(parts[1]));
    }

    Balances stock(String text) {
        return oms.stock().balances(List.of(cell(text))).get(cell(text));
    }

    static Money fen(long minor) {
        return Money.of(minor, "CNY");
    }

    static AmountParts parts(long goods, long seller, long platform, long freight) {
        return AmountParts.zero(fen(0).currency())
                .with(AmountPart.GOODS, fen(goods))
                .with(AmountPart.DISCOUNT_SELLER, fen(seller))
                .with(AmountPart.DISCOUNT_PLATFORM, fen(platform))
                .with(AmountPart.FREIGHT, fen(freight));
    }

    // ---- orders

    /** The platform's claim: of 30.00 it bears 12.00 and the shop 18.00, its own 10.00 and 8.00 of the coupon. */
    private static StatedAmounts amountsOfA() {
        return StatedAmounts.builder(fen(0).currency())
                .goods(fen(20_000))
                .discount(Bearer.SELLER, fen(1_800), true)
                .discount(Bearer.PLATFORM, fen(1_200), true)
                .freight(fen(600))
                .payable(fen(17_600))
                .paid(fen(17_600))
                .build();
    }

    OrderFact orderA() {
        return order("A", PAID, PlatformStatus.TO_SHIP, amountsOfA(), line("X", 2, 5_000), line("Y", 1, 10_000));
    }

    OrderFact orderB() {
        StatedAmounts amounts = StatedAmounts.builder(fen(0).currency())
                .goods(fen(3_000))
                .payable(fen(3_000))
                .paid(fen(3_000))
                .build();
        return order("B", PAID.plusSeconds(300), PlatformStatus.TO_SHIP, amounts, line("Z", 1, 3_000));
    }

    /** A later reading of A, as the platform shows it after the ship notices. */
    OrderFact toldShipped() {
        return order("A", now(), PlatformStatus.SHIPPED, amountsOfA(), line("X", 2, 5_000), line("Y", 1, 10_000));
    }

    private static OrderFact order(
            String number, Instant modified, PlatformStatus status, StatedAmounts amounts, OrderFact.Line... lines) {
        Instant paidAt = number.equals("A") ? PAID : PAID.plusSeconds(300);
        PersonalData buyer = new PersonalData(
                "li-invented",
                "Li Invented",
                "13800000001",
                null,
                Address.chinese("浙江省", "杭州市", "余杭区", "", "仓前街道1号"),
                null,
                null,
                null,
                null);
        return new OrderFact(
                SHOP.order(number),
                Revision.at(modified, 1),
                new Provenance("story", modified),
                OrderFact.Kind.SALE,
                status,
                status.name(),
                OrderFact.Terms.PAY_FIRST,
                paidAt,
                paidAt,
                null,
                null,
                false,
                amounts,
                List.of(lines),
                List.of(),
                List.of(),
                Set.of(),
                "330100",
                buyer,
                List.of());
    }

    private static OrderFact.Line line(String sku, long pieces, long unit) {
        return new OrderFact.Line(
                sku,
                sku,
                List.of(),
                "goods " + sku,
                Quantity.pieces(pieces),
                null,
                fen(unit * pieces),
                List.of(),
                null,
                fen(0),
                PlatformStatus.TO_SHIP,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    // ---- refunds

    RefundFact refundOfX() {
        return refund("A", "R1", "X", Quantity.pieces(1), 4_250, Phase.BEFORE_SHIPPING, false);
    }

    RefundFact refundOnY() {
        return refund("A", "R2", "Y", null, 1_500, Phase.AFTER_SHIPPING, false);
    }

    RefundFact returnOfY() {
        return refund("A", "R3", "Y", Quantity.pieces(1), 7_000, Phase.AFTER_SHIPPING, true);
    }

    RefundFact returnOfZ() {
        return refund("B", "R4", "Z", Quantity.pieces(1), 3_000, Phase.AFTER_SHIPPING, true);
    }

    private RefundFact refund(
            String number,
            String id,
            String line,
            @Nullable Quantity quantity,
            long amount,
            Phase phase,
            boolean withReturn) {
        time.forward(Duration.ofMinutes(30));
        return new RefundFact(
                SHOP.order(number),
                id,
                Revision.at(now(), 1),
                new Provenance("story", now()),
                line,
                quantity,
                fen(amount),
                RefundFact.Status.SUCCEEDED,
                "SUCCESS",
                phase,
                withReturn,
                now());
    }

    // ---- the bill

    /**
     * Every movement on the shop's account.
     *
     * @param coupon what the platform pays of the coupon after all
     */
    Statement bill(long coupon) {
        List<SettlementFact> rows = new ArrayList<>();
        row(rows, "A", Kind.SALE, 17_600, -880, null);
        row(rows, "A", Kind.SUBSIDY, coupon, 0, null);
        row(rows, "A", Kind.REFUND, -4_250, 212, "R1");
        row(rows, "A", Kind.SUBSIDY, -300, 0, "R1");
        row(rows, "A", Kind.REFUND, -1_500, 75, "R2");
        row(rows, "A", Kind.SUBSIDY, -105, 0, "R2");
        row(rows, "A", Kind.REFUND, -7_000, 350, "R3");
        row(rows, "A", Kind.SUBSIDY, -495, 0, "R3");
        row(rows, "B", Kind.SALE, 3_000, -150, null);
        row(rows, "B", Kind.REFUND, -3_000, 150, "R4");
        return new Statement("story", "bill-" + coupon, "UTF-8", ZONE, rows, List.of(), List.of(), List.of());
    }

    private static void row(
            List<SettlementFact> rows, String order, Kind kind, long gross, long fee, @Nullable String refundNo) {
        int row = rows.size() + 1;
        Instant at = PAID.plus(Duration.ofHours(row));
        rows.add(new SettlementFact(
                row,
                "row-" + row,
                kind,
                List.of(order),
                null,
                refundNo,
                fen(gross),
                fen(fee),
                fen(gross + fee),
                List.of(),
                at,
                at,
                new Provenance("bill", at)));
    }

    Settlement settle(Statement bill) {
        return finance.settle(SHOP, bill, Reconciliation.Options.asOf(now(), ZONE));
    }
}
