package io.omskit.examples.cli.day;

import io.omskit.address.Region;
import io.omskit.address.Regions;
import io.omskit.engine.Oms;
import io.omskit.examples.cli.report.DayReport;
import io.omskit.fact.PersonalData;
import io.omskit.fact.ShopRef;
import io.omskit.finance.LedgerTransaction;
import io.omskit.finance.Settlement;
import io.omskit.finance.SettlementBreak;
import io.omskit.finance.statement.Statement;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.insight.Histogram;
import io.omskit.insight.OrderStates;
import io.omskit.insight.RegionalSales;
import io.omskit.insight.Timeliness;
import io.omskit.logistics.Logistics;
import io.omskit.order.Order;
import io.omskit.order.Refunds;
import io.omskit.order.Sale;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the report back from the engine's store: orders, work, parcels, journal, views. Nothing comes from the script. */
final class DayReading {
    private static final int HOURS_PER_STEP = 6;
    private static final int STEPS = 18;
    private static final int MINUTES_PER_HOUR = 60;

    private final Oms oms;
    private final Logistics logistics;
    private final ShopDay.Options options;
    private final Instant until;
    private final List<Order> orders;
    private final Map<Long, FulfillmentOrder> works = new LinkedHashMap<>();
    private final StoreViews views;

    DayReading(Oms oms, Logistics logistics, ShopDay.Options options, Instant until) {
        this.oms = oms;
        this.logistics = logistics;
        this.options = options;
        this.until = until;
        this.orders = ShopDay.orders(oms);
        for (Order order : orders) {
            oms.fulfillment().of(order).forEach(work -> works.put(work.id(), work));
        }
        this.views = StoreViews.of(options.store());
    }

    /**
     * A statement and what became of it.
     *
     * @param shop whose it was
     * @param statement what it said
     * @param done what reconciliation made of it
     */
    record Settled(ShopRef shop, Statement statement, Settlement done) {}

    DayReport report(List<Settled> settled, List<DayReport.FaultCount> faults) {
        DayStories stories = new DayStories(oms, options.locale(), orders, works);
        return new DayReport(
                new DayReport.Run(
                        options.seed(),
                        options.locale().toLanguageTag(),
                        ShopDay.ZONE,
                        orders.isEmpty() ? until : orders.get(0).firstSeenAt(),
                        until),
                totals(),
                states(),
                shops(),
                stories.all(),
                new ParcelReading(oms, logistics, orders, works).longest(),
                regions(),
                delivery(),
                reconciliation(settled),
                views.alerts(reviewed()),
                faults,
                new DayCapabilities(oms, options.locale(), orders).all());
    }

    private DayReport.Totals totals() {
        long parcels = works.values().stream()
                .flatMap(work -> work.shipments().stream())
                .distinct()
                .count();
        return new DayReport.Totals(
                views.count("oms_v1_order"),
                views.count("oms_v1_fulfillment_order"),
                parcels,
                orders.stream()
                        .filter(order -> order.fulfillmentOrders().size() > 1)
                        .count(),
                works.values().stream()
                        .filter(work -> work.orderIds().size() > 1)
                        .count(),
                reviewed().size(),
                views.count("oms_v1_journal"),
                oms.backlog(),
                oms.poisoned(1_000).size());
    }

    /** Orders that a person approved. */
    private Set<Long> reviewed() {
        Set<Long> reviewed = new LinkedHashSet<>();
        for (Order order : orders) {
            if (order.passes().stream().anyMatch(pass -> pass.by().equals(Staff.REVIEWER))) {
                reviewed.add(order.id());
            }
        }
        return reviewed;
    }

    private List<DayReport.Count> states() {
        OrderStates states = new OrderStates();
        for (Order order : orders) {
            Sale.Basis basis = order.sale().basis();
            Instant placed = basis == null ? null : basis.placedAt();
            states.add(
                    oms.orders().status(order).headline(),
                    placed == null ? null : placed.atZone(ShopDay.ZONE).toLocalDate());
        }
        return states.byState().entrySet().stream()
                .map(entry -> new DayReport.Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(DayReport.Count::count)
                        .reversed()
                        .thenComparing(DayReport.Count::key))
                .toList();
    }

    private List<DayReport.ShopSales> shops() {
        Map<String, List<Order>> byShop = new TreeMap<>();
        orders.forEach(order -> byShop.computeIfAbsent(order.ref().shopRef().toString(), any -> new ArrayList<>())
                .add(order));
        List<DayReport.ShopSales> sales = new ArrayList<>();
        for (List<Order> shop : byShop.values()) {
            long payable = 0;
            long refunded = 0;
            String currency = "CNY";
            for (Order order : shop) {
                Money paid = paidPayable(order);
                if (paid != null) {
                    payable = Math.addExact(payable, paid.minor());
                    currency = paid.currency().getCurrencyCode();
                }
                refunded = Math.addExact(refunded, refunded(order));
            }
            ShopRef ref = shop.get(0).ref().shopRef();
            sales.add(new DayReport.ShopSales(ref.platform(), ref.shop(), shop.size(), payable, refunded, currency));
        }
        return sales;
    }

    /** What was sold, of an order that was paid. */
    private static @Nullable Money paidPayable(Order order) {
        Sale.Basis basis = order.sale().basis();
        var amounts = order.sale().amounts();
        return basis == null || amounts == null || !basis.paid()
                ? null
                : amounts.total().payable();
    }

    private static long refunded(Order order) {
        return Refunds.of(order.sale(), Refunds.FreightPolicy.BY_PHASE)
                .map(refunds -> refunds.total().payable().minor())
                .orElse(0L);
    }

    private List<DayReport.RegionSales> regions() {
        RegionalSales sales = new RegionalSales();
        for (Order order : orders) {
            Sale.Basis basis = order.sale().basis();
            var amounts = order.sale().amounts();
            if (basis != null && amounts != null && basis.paid()) {
                long items = order.sale().lines().stream()
                        .mapToLong(line -> line.quantity().measure() == Measure.PIECE
                                ? line.quantity().steps()
                                : 1)
                        .sum();
                sales.add(
                        region(order),
                        items,
                        amounts.total().get(io.omskit.order.AmountPart.GOODS),
                        amounts.total().get(io.omskit.order.AmountPart.FREIGHT));
            }
        }
        return sales.rows().stream().map(this::row).toList();
    }

    private DayReport.RegionSales row(RegionalSales.Row row) {
        Region region = Regions.bundled().find(row.region()).orElse(null);
        Region.Point center = region == null ? null : region.center();
        Locale locale = options.locale();
        return new DayReport.RegionSales(
                row.region(),
                region == null ? row.region() : region.name(locale),
                row.goods().currency().getCurrencyCode(),
                row.orders(),
                row.goods().minor(),
                center == null ? null : center.longitudeMicrodegrees(),
                center == null ? null : center.latitudeMicrodegrees());
    }

    /** The province or state; where the order names no region, that of its sealed address, of which nothing else is used. */
    private @Nullable String region(Order order) {
        Regions regions = Regions.bundled();
        String told = order.region();
        Region region = told == null
                ? oms.orders()
                        .personalData(order.id())
                        .map(PersonalData::address)
                        .flatMap(address -> regions.resolve(address).region())
                        .orElse(null)
                : regions.find(told).orElse(null);
        if (region == null) {
            return told;
        }
        return regions.path(region).stream()
                .filter(one -> one.level() == Region.Level.PROVINCE)
                .findFirst()
                .orElse(region)
                .code();
    }

    // ---- time

    private DayReport.Delivery delivery() {
        Timeliness timeliness = new Timeliness();
        Map<Long, Instant> placed = new TreeMap<>();
        for (Order order : orders) {
            Sale.Basis basis = order.sale().basis();
            Instant at = basis == null ? null : basis.placedAt();
            placed.put(order.id(), at == null ? order.firstSeenAt() : at);
        }
        for (FulfillmentOrder work : works.values()) {
            for (Shipment parcel : oms.fulfillment().parcels(work)) {
                Instant delivered = parcel.deliveredAt();
                Instant first = work.orderIds().stream()
                        .map(id -> placed.getOrDefault(id, until))
                        .min(Comparator.naturalOrder())
                        .orElse(until);
                if (delivered != null && !delivered.isBefore(first)) {
                    timeliness.add(
                            List.of(work.source()),
                            new Timeliness.Delivery(
                                    first, parcel.shippedAt(), delivered, parcel.promisedAt(), ShopDay.ZONE));
                }
            }
        }
        List<DayReport.SourceSpan> bySource = new ArrayList<>();
        timeliness
                .byKey()
                .forEach((source, figures) -> bySource.add(new DayReport.SourceSpan(source, span(figures.delivery()))));
        Timeliness.Figures all = timeliness.overall();
        return new DayReport.Delivery(
                span(all.handling()), span(all.transit()), span(all.delivery()), hours(all.delivery()), bySource);
    }

    private static DayReport.Span span(Histogram histogram) {
        return new DayReport.Span(
                histogram.count(), days(histogram.quantileDays(0.5)), days(histogram.quantileDays(0.95)));
    }

    private static @Nullable Double days(OptionalDouble days) {
        return days.isPresent() ? days.getAsDouble() : null;
    }

    private static List<Long> hours(Histogram histogram) {
        long[] counts = new long[STEPS];
        histogram.countByMinute().forEach((minute, count) -> {
            int step = (int) Math.min(STEPS - 1, minute / MINUTES_PER_HOUR / HOURS_PER_STEP);
            counts[step] += count;
        });
        List<Long> hours = new ArrayList<>();
        for (long count : counts) {
            hours.add(count);
        }
        return hours;
    }

    // ---- money

    private static DayReport.Reconciliation reconciliation(List<Settled> settled) {
        List<DayReport.Bill> bills = new ArrayList<>();
        Set<DayReport.Break> breaks = new LinkedHashSet<>();
        Map<ShopRef, Settled> last = new LinkedHashMap<>();
        for (Settled one : settled) {
            one.statement()
                    .totals()
                    .forEach((currency, total) -> bills.add(new DayReport.Bill(
                            one.shop().toString(),
                            one.statement().format(),
                            total.rows(),
                            total.gross(),
                            total.fee(),
                            total.net(),
                            currency,
                            one.done().matched().size(),
                            one.statement().problems().size())));
            last.put(one.shop(), one);
        }
        settled.forEach(one -> one.done().bookings().stream()
                .filter(booking -> booking.cause().equals("COUPON_BEARER"))
                .forEach(booking -> breaks.add(coupon(one.shop(), booking))));
        // what the last statement of a shop leaves open is open
        for (Settled one : last.values()) {
            String currency =
                    one.statement().totals().keySet().stream().findFirst().orElse("CNY");
            one.done().breaks().forEach(found -> breaks.add(broken(one.shop(), found, currency)));
        }
        return new DayReport.Reconciliation(bills, List.copyOf(breaks));
    }

    /** A coupon of which the shop bears a part after all: nothing is open, but somebody wants to know. */
    private static DayReport.Break coupon(ShopRef shop, LedgerTransaction booking) {
        Money borne = booking.postings().get(0).amount();
        return new DayReport.Break(
                shop.toString(),
                "COUPON_MISMATCH",
                -borne.minor(),
                borne.currency().getCurrencyCode(),
                List.of(),
                booking.reference(),
                SettlementBreak.State.BOOKED.name());
    }

    private static DayReport.Break broken(ShopRef shop, SettlementBreak found, String currency) {
        return new DayReport.Break(
                shop.toString(),
                found.category(),
                found.difference(),
                currency,
                found.ours(),
                found.note(),
                found.state().name());
    }
}
