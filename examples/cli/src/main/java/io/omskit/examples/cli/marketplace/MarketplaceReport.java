package io.omskit.examples.cli.marketplace;

import io.omskit.engine.Oms;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fulfillment.Shipment;
import io.omskit.insight.OrderStates;
import io.omskit.insight.RegionalSales;
import io.omskit.insight.ReturnRates;
import io.omskit.insight.Timeliness;
import io.omskit.order.Order;
import io.omskit.order.Payment;
import io.omskit.order.Sale;
import io.omskit.stock.Source;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a marketplace, all read from the store: orders, their parcels, their payments and, opened one by one, the
 * personal data that tells who bought and where.
 */
final class MarketplaceReport {
    private static final int PAGE = 1_000;
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Oms oms;
    private final Collection<String> tables;
    private final Map<String, String> sellerStates = new HashMap<>();
    private final List<Facts> orders = new ArrayList<>();

    MarketplaceReport(Oms oms, Collection<String> tables) {
        this.oms = oms;
        this.tables = tables;
        for (Source source : oms.sources()) {
            sellerStates.put(source.id(), state(source.region()));
        }
    }

    static String rowsCursor(String table) {
        return "marketplace/" + table + "/rows";
    }

    /**
     * What the report needs of one order, as the store has it.
     *
     * @param person who bought, by the marketplace's own id
     * @param zip where it goes
     * @param carrier when the first parcel was handed over
     * @param delivered when the last parcel arrived
     */
    record Facts(
            Order order,
            String person,
            String zip,
            String state,
            @Nullable Instant placed,
            @Nullable Instant approved,
            @Nullable Instant carrier,
            @Nullable Instant delivered,
            @Nullable Instant estimated) {

        String number() {
            return order.ref().number();
        }

        String status() {
            Sale.Reading latest = order.sale().latest();
            return latest == null ? "" : latest.rawStatus();
        }

        List<OrderFact.Line> lines() {
            return order.sale().lines();
        }

        boolean isDelivered() {
            return status().equals("delivered") && delivered != null && placed != null;
        }

        boolean isCanceled() {
            return status().equals("canceled");
        }

        Set<String> sellers() {
            Set<String> sellers = new TreeSet<>();
            for (OrderFact.Line line : lines()) {
                if (line.source() != null) {
                    sellers.add(line.source());
                }
            }
            return sellers;
        }

        Money goods() {
            Money sum = Money.zero(currency());
            for (OrderFact.Line line : lines()) {
                sum = sum.plus(line.amount());
            }
            return sum;
        }

        Money freight() {
            Sale.Basis basis = order.sale().basis();
            Money freight = basis == null ? null : basis.amounts().freight();
            return freight == null ? Money.zero(currency()) : freight;
        }

        Collection<Payment> payments() {
            return order.sale().payments().values();
        }

        private static Currency currency() {
            return Currency.getInstance("BRL");
        }
    }

    Map<String, Object> build() {
        readOrders();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rows", rows());
        purchases(report);
        revenue(report);
        timeliness(report);
        report.put("time_anomalies", anomalies());
        report.put("cancellation_by_category", cancellations());
        report.put("multi_seller_orders", multiSeller());
        MarketplaceGroups groups = new MarketplaceGroups(orders);
        report.put("repeat_customers", groups.repeatCustomers());
        report.put("merge_candidates_24h_same_customer_same_zip", groups.candidates());
        MarketplaceMoney money = new MarketplaceMoney(orders);
        report.put("reconciliation", money.reconciliation());
        report.put("payments", money.payments());
        report.put("pipeline", pipeline());
        return report;
    }

    private void readOrders() {
        long after = 0;
        List<Order> page = oms.orders().list(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(order -> orders.add(facts(order)));
            after = page.get(page.size() - 1).id();
            page = oms.orders().list(after, PAGE);
        }
        orders.sort(Comparator.comparing((Facts facts) -> facts.placed() == null ? Instant.MAX : facts.placed())
                .thenComparing(Facts::number));
    }

    private Facts facts(Order order) {
        Sale.Basis basis = order.sale().basis();
        Sale.Reading latest = order.sale().latest();
        PersonalData personal = oms.orders().personalData(order.id()).orElse(PersonalData.NONE);
        Instant carrier = null;
        Instant delivered = null;
        int parcels = Math.max(1, (int) order.sale().lines().stream()
                .map(OrderFact.Line::source)
                .distinct()
                .count());
        for (int i = 0; i < parcels; i++) {
            String number = MarketplaceMapper.parcelNumber(order.ref().number(), i);
            Shipment parcel =
                    oms.fulfillment().parcel(MarketplaceMapper.ID, number, "").orElse(null);
            if (parcel != null) {
                carrier = parcel.shippedAt() == null ? carrier : parcel.shippedAt();
                delivered = parcel.deliveredAt() == null ? delivered : parcel.deliveredAt();
            }
        }
        return new Facts(
                order,
                personal.buyerAccount() == null ? "" : personal.buyerAccount(),
                personal.address() == null ? "" : personal.address().zip(),
                state(order.region()),
                basis == null ? null : basis.placedAt(),
                latest == null ? null : latest.paidAt(),
                carrier,
                delivered,
                latest == null ? null : latest.shipBy());
    }

    private static String state(@Nullable String region) {
        return region == null ? "" : region.substring(region.indexOf('-') + 1);
    }

    private Map<String, Object> rows() {
        Map<String, Object> rows = new LinkedHashMap<>();
        for (String table : tables) {
            rows.put(table, Long.parseLong(oms.cursor(rowsCursor(table)).orElse("0")));
        }
        return rows;
    }

    private void purchases(Map<String, Object> report) {
        OrderStates states = new OrderStates();
        Instant first = null;
        Instant last = null;
        for (Facts facts : orders) {
            Instant placed = facts.placed();
            if (placed != null) {
                states.add(facts.status(), day(placed));
                first = first == null || placed.isBefore(first) ? placed : first;
                last = last == null || placed.isAfter(last) ? placed : last;
            }
        }
        report.put("purchase_min", printed(first));
        report.put("purchase_max", printed(last));
        report.put("order_status", states.byState());
        report.put("orders_by_month", texts(states.byMonth()));
        report.put("busiest_days", texts(states.busiestDays(5)));
    }

    private static Map<String, Object> texts(Map<?, Long> counts) {
        Map<String, Object> texts = new LinkedHashMap<>();
        counts.forEach((key, count) -> texts.put(key.toString(), count));
        return texts;
    }

    static LocalDate day(Instant at) {
        return at.atOffset(MarketplaceMapper.ZONE).toLocalDate();
    }

    private static @Nullable String printed(@Nullable Instant at) {
        return at == null ? null : PRINTED.format(at.atOffset(MarketplaceMapper.ZONE));
    }

    private void revenue(Map<String, Object> report) {
        RegionalSales all = new RegionalSales();
        RegionalSales delivered = new RegionalSales();
        Map<String, Long> without = new TreeMap<>();
        for (Facts facts : orders) {
            if (facts.lines().isEmpty()) {
                without.merge(facts.status(), 1L, Long::sum);
                continue;
            }
            all.add(facts.state(), facts.lines().size(), facts.goods(), facts.freight());
            if (facts.status().equals("delivered")) {
                delivered.add(facts.state(), facts.lines().size(), facts.goods(), facts.freight());
            }
        }
        report.put("revenue_by_customer_state_all_statuses", regions(all));
        report.put("revenue_by_customer_state_delivered_only", regions(delivered));
        Map<String, Object> totals = new LinkedHashMap<>();
        for (RegionalSales.Row row : all.totals()) {
            totals.put("item_cents", row.goods().minor());
            totals.put("freight_cents", row.freight().minor());
        }
        totals.put(
                "orders_without_items",
                without.values().stream().mapToLong(Long::longValue).sum());
        totals.put("orders_without_items_by_status", without);
        report.put("totals", totals);
    }

    private static Map<String, Object> regions(RegionalSales sales) {
        Map<String, Object> regions = new LinkedHashMap<>();
        for (RegionalSales.Row row : sales.rows()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("orders", row.orders());
            figures.put("items", row.items());
            figures.put("item_cents", row.goods().minor());
            figures.put("freight_cents", row.freight().minor());
            regions.put(row.region(), figures);
        }
        return regions;
    }

    private void timeliness(Map<String, Object> report) {
        Timeliness byCustomer = new Timeliness();
        Timeliness bySeller = new Timeliness();
        for (Facts facts : orders) {
            if (facts.isDelivered()) {
                Timeliness.Delivery delivery = new Timeliness.Delivery(
                        java.util.Objects.requireNonNull(facts.placed()),
                        facts.carrier(),
                        java.util.Objects.requireNonNull(facts.delivered()),
                        facts.estimated(),
                        MarketplaceMapper.ZONE);
                byCustomer.add(List.of(facts.state()), delivery);
                Set<String> states = new TreeSet<>();
                facts.sellers().forEach(seller -> states.add(sellerStates.getOrDefault(seller, "")));
                bySeller.add(states, delivery);
            }
        }
        report.put("on_time_overall", onTime(byCustomer.overall()));
        report.put("on_time_by_customer_state", each(byCustomer, MarketplaceReport::onTime));
        report.put("on_time_by_seller_state", each(bySeller, MarketplaceReport::onTime));
        report.put("delivery_days_overall", byCustomer.overall().delivery().toMap());
        report.put("delivery_days_by_customer_state", each(byCustomer, figures -> figures.delivery()
                .toMap()));
        report.put("handling_days_overall", byCustomer.overall().handling().toMap());
        report.put("transit_days_overall", byCustomer.overall().transit().toMap());
    }

    private interface Read {
        Object of(Timeliness.Figures figures);
    }

    private static Map<String, Object> each(Timeliness timeliness, Read read) {
        Map<String, Object> map = new LinkedHashMap<>();
        timeliness.byKey().forEach((key, figures) -> map.put(key, read.of(figures)));
        return map;
    }

    private static Map<String, Object> onTime(Timeliness.Figures figures) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("n", figures.promised());
        map.put("on_time_by_date", figures.onTimeByDate());
        map.put("on_time_by_timestamp", figures.onTimeByInstant());
        figures.rateByDate().ifPresent(rate -> map.put("rate_by_date", rate));
        figures.rateByInstant().ifPresent(rate -> map.put("rate_by_timestamp", rate));
        return map;
    }

    private Map<String, Object> anomalies() {
        long[] counts = new long[6];
        for (Facts facts : orders) {
            counts[0] += facts.status().equals("delivered") && facts.delivered() == null ? 1 : 0;
            counts[1] += isBefore(facts.carrier(), facts.approved());
            counts[2] += isBefore(facts.delivered(), facts.carrier());
            counts[3] += isBefore(facts.carrier(), facts.placed());
            counts[4] += facts.isCanceled() && facts.delivered() != null ? 1 : 0;
            counts[5] += facts.status().equals("delivered") && facts.approved() == null ? 1 : 0;
        }
        String[] names = {
            "delivered_status_without_delivery_date",
            "carrier_before_approval",
            "delivered_before_carrier",
            "carrier_before_purchase",
            "cancelled_but_delivered",
            "delivered_without_approval"
        };
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], counts[i]);
        }
        return map;
    }

    private static long isBefore(@Nullable Instant one, @Nullable Instant other) {
        return one != null && other != null && one.isBefore(other) ? 1 : 0;
    }

    private Map<String, Object> cancellations() {
        ReturnRates rates = new ReturnRates();
        for (Facts facts : orders) {
            Set<String> categories = new TreeSet<>();
            facts.order().demands().forEach(demand -> categories.add(category(demand.sku())));
            categories.forEach(category -> rates.add(category, 1, facts.isCanceled() ? 1 : 0));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        rates.byKey().forEach((category, rate) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("orders", rate.sold());
            figures.put("canceled", rate.returned());
            rate.rate().ifPresent(value -> figures.put("rate", value));
            map.put(category, figures);
        });
        return map;
    }

    private String category(io.omskit.catalog.Sku sku) {
        io.omskit.catalog.Item item = oms.catalog().item(sku);
        return item == null ? "(none)" : item.category();
    }

    private Map<String, Object> multiSeller() {
        Map<String, Long> bySellers = new TreeMap<>();
        Set<String> several = new TreeSet<>();
        for (Facts facts : orders) {
            int sellers = facts.sellers().size();
            if (!facts.lines().isEmpty()) {
                bySellers.merge(Integer.toString(sellers), 1L, Long::sum);
            }
            if (sellers > 1) {
                several.add(facts.number());
            }
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", several.size());
        map.put("by_number_of_sellers", bySellers);
        map.put("order_ids", List.copyOf(several));
        return map;
    }

    /** What the engine made of it, beyond what the tables tell. */
    private Map<String, Object> pipeline() {
        long works = 0;
        long merged = 0;
        Set<Long> seen = new TreeSet<>();
        for (Facts facts : orders) {
            for (Long id : facts.order().fulfillmentOrders()) {
                if (seen.add(id)) {
                    works++;
                    merged += oms.fulfillment()
                            .find(id)
                            .filter(work -> work.orderIds().size() > 1)
                            .map(work -> 1L)
                            .orElse(0L);
                }
            }
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("orders", orders.size());
        map.put("fulfillment_orders", works);
        map.put("merged_fulfillment_orders", merged);
        map.put("journal_rows", oms.journal().rows());
        map.put("waiting_messages", oms.backlog());
        map.put("poisoned_messages", oms.poisoned(PAGE).size());
        return map;
    }
}
