package io.omskit.examples.cli.day;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.channels.Channels;
import io.omskit.channels.Wiring;
import io.omskit.channels.file.FileImport;
import io.omskit.connect.Transport;
import io.omskit.engine.Oms;
import io.omskit.examples.cli.report.DayReport;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.ShopRef;
import io.omskit.finance.FeeSchedule;
import io.omskit.finance.FeeSchedule.RefundRule;
import io.omskit.finance.Finance;
import io.omskit.finance.Settlement;
import io.omskit.finance.matching.Reconciliation;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.logistics.Logistics;
import io.omskit.logistics.sandbox.FaultPlan;
import io.omskit.logistics.sandbox.SfSandbox;
import io.omskit.order.Order;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import io.omskit.value.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plays the bundled shop day: three shops open, buyers come, the library pulls, reviews, regroups, ships, tracks and
 * reconciles, and the report is read back from the store. Everything happens in virtual time and in one thread.
 */
public final class ShopDay {
    static final ShopRef GROUP = new ShopRef("file", "group-buy");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Instant OPENING = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration SHOP_HOURS = Duration.ofHours(18);
    private static final Duration TICK = Duration.ofMinutes(15);
    private static final Duration LATER_TICK = Duration.ofHours(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int DAYS = 7;
    private static final int PAGE = 500;
    private static final int TAOBAO_ORDERS = 175;
    private static final int SITE_ORDERS = 92;
    private static final int FILE_ORDERS = 60;
    private static final int SF_FAULTS = 40;
    private static final Duration SILENCE = Duration.ofHours(12);
    private static final Duration REVIEW_EVERY = Duration.ofHours(1);
    private static final Duration REVIEW_UNTIL = Duration.ofHours(30);

    /**
     * How to play.
     *
     * @param seed decides everything that is invented, and every fault
     * @param store the SQLite file to write; it must not exist
     * @param locale the language of the report
     */
    public record Options(long seed, Path store, Locale locale) {}

    /** Hears how far the day is. */
    public interface Progress {
        /**
         * A step is done.
         *
         * @param done steps done
         * @param steps steps in all
         * @param what what happens now
         */
        void told(int done, int steps, String what);
    }

    private final Options options;
    private final Progress progress;
    private final DayClock clock = new DayClock(OPENING);
    private final Agenda agenda = new Agenda();
    private final DayShops shops;
    private final Warehouses warehouses;
    private final SfSandbox carrier;
    private final InMemoryCatalog catalog = Goods.catalog();
    private final List<OrderFiles.Sheet> sheets;
    private final Map<String, Long> trouble = new TreeMap<>();

    private ShopDay(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
        long seed = options.seed();
        shops = new DayShops(seed, clock);
        warehouses = new Warehouses(seed, clock);
        FaultPlan faults = FaultPlan.none(seed);
        for (FaultPlan.Kind kind : FaultPlan.Kind.values()) {
            faults = faults.with(kind, SF_FAULTS);
        }
        carrier = new SfSandbox("DEMO", "demo-check-word", clock, faults);
        sheets = new OrderFiles(seed).sheets(OPENING, FILE_ORDERS);
    }

    /**
     * Plays a day.
     *
     * @return the report, read back from the store
     */
    public static DayReport run(Options options, Progress progress) {
        return new ShopDay(options, progress).play();
    }

    private DayReport play() {
        try (Store store = Stores.sqlite(options.store());
                Oms oms = DayEngine.of(store, catalog, options.seed(), clock);
                Channels channels = Channels.on(oms, Wiring.of(Transport.network(), clock))) {
            shops.connect(channels, clock, OPENING.minus(HOUR));
            Logistics logistics = DayEngine.logistics(oms, carrier, clock);
            oms.register(warehouses);
            oms.register(Goods.HANGZHOU, warehouses.without(Goods.KITE.sku(), oms));
            oms.register(Warehouses.carriersAtHome());
            oms.register(Warehouses.ABROAD, warehouses.carrierAbroad());
            Staff staff = new Staff(oms, agenda, clock);
            oms.register(staff.questions());
            oms.register(FileImport.mapper());
            oms.register(GROUP.toString(), DayEngine.noticeList());
            Goods.fillShelves(oms);
            plan(oms, staff);
            trade(oms, channels, logistics, staff);
            List<DayReading.Settled> settled = settle(oms);
            return new DayReading(oms, logistics, options, clock.instant()).report(settled, faults());
        }
    }

    // ---- the day

    private void plan(Oms oms, Staff staff) {
        Customers customers = new Customers(options.seed(), OPENING, agenda);
        customers.visitTaobao(shops.taobao(), TAOBAO_ORDERS);
        customers.visitSite(shops.site(), SITE_ORDERS);
        new SingleOrders(options.seed(), OPENING, agenda, shops, staff).plan();
        for (OrderFiles.Sheet sheet : sheets) {
            agenda.at(sheet.at(), () -> oms.accept(FileImport.messages(GROUP, sheet.name(), sheet.bytes())));
        }
        agenda.at(OPENING.plus(Duration.ofHours(8)), () -> catalog.change(edit -> edit.listing(Goods.correction())));
        // who waits for goods or for room in a quota goes on by itself
        agenda.at(OPENING.plus(Duration.ofHours(9)), () -> Goods.unload(oms));
        agenda.at(OPENING.plus(Duration.ofHours(10)), () -> oms.use(DayEngine.evening()));
        agenda.at(OPENING.plus(Duration.ofHours(32)), () -> Goods.unloadTea(oms, 2, "tea-1"));
        agenda.at(OPENING.plus(Duration.ofHours(44)), () -> Goods.unloadTea(oms, 20, "tea-2"));
    }

    private void trade(Oms oms, Channels channels, Logistics logistics, Staff staff) {
        Instant closing = OPENING.plus(SHOP_HOURS);
        Instant end = OPENING.plus(Duration.ofDays(DAYS));
        int steps = (int)
                (SHOP_HOURS.dividedBy(TICK) + Duration.between(closing, end).dividedBy(LATER_TICK));
        int done = 0;
        for (Instant tick = OPENING; tick.isBefore(end); tick = tick.plus(tick.isBefore(closing) ? TICK : LATER_TICK)) {
            clock.moveTo(tick);
            if (tick.isAfter(end.minus(Duration.ofHours(12)))) {
                shops.calm();
            }
            progress.told(done++, steps, tick.isBefore(closing) ? "day" : "road");
            step(oms, channels, logistics);
            long minutes = Duration.between(OPENING, tick).toMinutes();
            if (minutes % REVIEW_EVERY.toMinutes() == 0 && minutes <= REVIEW_UNTIL.toMinutes()) {
                staff.review(orders(oms));
            }
            if (minutes % SILENCE.toMinutes() == 0) {
                ask(oms, logistics);
            }
        }
        progress.told(steps, steps, "bills");
    }

    private void step(Oms oms, Channels channels, Logistics logistics) {
        agenda.play(clock.instant());
        shops.deliverWebhooks(channels);
        channels.sync();
        oms.drain();
        warehouses.work(oms, logistics);
        for (SfSandbox.Push push : carrier.takePushes()) {
            if (!logistics.push("sf", Map.of(), push.body().getBytes(UTF_8)).taken()) {
                carrier.pushAgain(push);
            }
        }
        oms.drain();
    }

    static List<Order> orders(Oms oms) {
        List<Order> all = new ArrayList<>();
        List<Order> page = oms.orders().list(0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = oms.orders().list(page.get(page.size() - 1).id(), PAGE);
        }
        return all;
    }

    /** Asks the carrier about parcels that have been silent for long: their pushes may be lost. */
    private void ask(Oms oms, Logistics logistics) {
        Instant now = clock.instant();
        for (String number : carrier.waybills().values().stream().sorted().toList()) {
            boolean silent = logistics
                    .timeline("sf", number, "")
                    .filter(parcel -> parcel.standing().status() != ShipmentStatus.DELIVERED)
                    .filter(parcel -> parcel.isExpired(now, SILENCE) && !parcel.isExpired(now, SILENCE.multipliedBy(4)))
                    .isPresent();
            if (silent && logistics.track("sf", number).isSuccess()) {
                trouble.merge("PUSH_LATE", 1L, Long::sum);
            }
        }
        oms.drain();
    }

    // ---- the money

    private List<DayReading.Settled> settle(Oms oms) {
        Finance finance = Finance.on(
                oms,
                Map.of(
                        "taobao", FeeSchedule.of(Rate.parse("0.006"), RefundRule.GIVEN_BACK),
                        "woocommerce", FeeSchedule.of(Rate.parse("0.029"), RefundRule.KEPT)),
                FreightPolicy.BY_PHASE);
        List<OrderFiles.Sale> sales =
                sheets.stream().flatMap(sheet -> sheet.sales().stream()).toList();
        List<DayReading.Settled> settled = new ArrayList<>();
        settled.add(settle(finance, DayShops.TAOBAO, "csv", Bills.coupons(shops.taobao())));
        settled.add(settle(finance, DayShops.TAOBAO, "alipay-trade", Bills.alipay(shops.taobao())));
        settled.add(settle(finance, DayShops.SITE, "csv", Bills.cards(shops.site())));
        settled.add(settle(finance, GROUP, "csv", Bills.groupBuyer(sales)));
        return settled;
    }

    private DayReading.Settled settle(Finance finance, ShopRef shop, String format, byte[] file) {
        Statement statement = StatementFormat.of(format).read(file, ZONE, clock.instant());
        Reconciliation.Options how = Reconciliation.Options.asOf(clock.instant(), ZONE);
        Settlement done = finance.settle(shop, statement, how);
        return new DayReading.Settled(shop, statement, done);
    }

    private List<DayReport.FaultCount> faults() {
        List<DayReport.FaultCount> counts = new ArrayList<>();
        Map<String, ShopRef> sides = new LinkedHashMap<>();
        sides.put("Taobao", DayShops.TAOBAO);
        sides.put("WooCommerce", DayShops.SITE);
        sides.forEach((name, shop) -> shops.faultsOf(shop)
                .counts()
                .forEach((fault, count) -> counts.add(new DayReport.FaultCount(name, fault.name(), count))));
        trouble.merge("CALLS_FAILED", (long) warehouses.failedCalls(), Long::sum);
        trouble.forEach((what, count) -> counts.add(new DayReport.FaultCount("SF", what, count)));
        return counts;
    }
}
