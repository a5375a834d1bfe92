package io.omskit.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.insight.Olist.Item;
import io.omskit.insight.Olist.Purchase;
import io.omskit.insight.Timeliness.Delivery;
import io.omskit.value.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The roll-ups against the known answers on real marketplace orders; skipped where the data are not there. */
class OlistTruthTest {
    private static Olist olist;

    @BeforeAll
    static void read() {
        olist = Olist.readOrSkip();
    }

    @Test
    void ordersByStateMonthAndBusiestDay() {
        OrderStates states = new OrderStates();
        olist.purchases().forEach(one -> states.add(one.status(), one.placedOn()));
        assertEquals(longs(olist.truth("order_status")), states.byState());
        assertEquals(longs(olist.truth("orders_by_month")), named(states.byMonth()));
        assertEquals(
                longs(olist.truth("busiest_days")).toString(),
                named(states.busiestDays(5)).toString());
    }

    @Test
    void revenueByState() {
        checkRevenue("revenue_by_customer_state_all_statuses", one -> true);
        checkRevenue(
                "revenue_by_customer_state_delivered_only", one -> one.status().equals("delivered"));
    }

    private static void checkRevenue(String key, Predicate<Purchase> counted) {
        RegionalSales sales = new RegionalSales();
        for (Purchase one : olist.purchases()) {
            if (counted.test(one) && !one.items().isEmpty()) {
                long goods = one.items().stream().mapToLong(Item::priceCents).sum();
                long freight =
                        one.items().stream().mapToLong(Item::freightCents).sum();
                sales.add(one.state(), one.items().size(), Money.of(goods, "BRL"), Money.of(freight, "BRL"));
            }
        }
        JsonNode truth = olist.truth(key);
        assertEquals(truth.size(), sales.rows().size(), key);
        for (RegionalSales.Row row : sales.rows()) {
            JsonNode expected = truth.get(row.region());
            assertEquals(expected.get("orders").longValue(), row.orders(), row::toString);
            assertEquals(expected.get("items").longValue(), row.items(), row::toString);
            assertEquals(expected.get("item_cents").longValue(), row.goods().minor(), row::toString);
            assertEquals(
                    expected.get("freight_cents").longValue(), row.freight().minor(), row::toString);
        }
    }

    @Test
    void paymentsByType() {
        Tally tally = new Tally();
        olist.payments().forEach(payment -> tally.add(payment.type(), Money.of(payment.cents(), "BRL")));
        JsonNode truth = olist.truth("payments");
        assertEquals(
                List.of(new Tally.Row(
                        "total",
                        truth.get("rows").longValue(),
                        Money.of(truth.get("cents").longValue(), "BRL"))),
                tally.totals());
        assertEquals(truth.get("by_type").size(), tally.rows().size());
        for (Tally.Row row : tally.rows()) {
            JsonNode expected = truth.get("by_type").get(row.key());
            assertEquals(expected.get("rows").longValue(), row.count(), row::toString);
            assertEquals(expected.get("cents").longValue(), row.sum().minor(), row::toString);
        }
    }

    @Test
    void cancellationByCategory() {
        ReturnRates rates = new ReturnRates();
        for (Purchase one : olist.purchases()) {
            Set<String> categories = one.items().stream().map(Item::category).collect(Collectors.toSet());
            categories.forEach(category -> rates.add(category, 1, one.status().equals("canceled") ? 1 : 0));
        }
        JsonNode truth = olist.truth("cancellation_by_category");
        assertEquals(truth.size(), rates.byKey().size());
        rates.byKey().forEach((category, figures) -> {
            JsonNode expected = truth.get(category);
            assertEquals(expected.get("orders").longValue(), figures.sold(), category);
            assertEquals(expected.get("canceled").longValue(), figures.returned(), category);
            assertEquals(expected.get("rate").doubleValue(), figures.rate().orElseThrow(), 1.000001e-6, category);
        });
    }

    @Test
    void timelinessOverallAndByCustomerState() {
        Timeliness timeliness = delivered(one -> Set.of(one.state()));
        checkDays(olist.truth("delivery_days_overall"), timeliness.overall().delivery());
        checkDays(olist.truth("handling_days_overall"), timeliness.overall().handling());
        checkDays(olist.truth("transit_days_overall"), timeliness.overall().transit());
        checkOnTime(olist.truth("on_time_overall"), timeliness.overall());

        JsonNode days = olist.truth("delivery_days_by_customer_state");
        JsonNode onTime = olist.truth("on_time_by_customer_state");
        assertEquals(days.size(), timeliness.byKey().size());
        assertEquals(onTime.size(), timeliness.byKey().size());
        timeliness.byKey().forEach((state, figures) -> {
            checkDays(days.get(state), figures.delivery());
            checkOnTime(onTime.get(state), figures);
        });
    }

    @Test
    void timelinessBySellerState() {
        Timeliness timeliness = delivered(
                one -> one.items().stream().map(Item::sellerState).collect(Collectors.toCollection(TreeSet::new)));
        JsonNode onTime = olist.truth("on_time_by_seller_state");
        assertEquals(onTime.size(), timeliness.byKey().size());
        timeliness.byKey().forEach((state, figures) -> checkOnTime(onTime.get(state), figures));
    }

    private static Timeliness delivered(Function<Purchase, Set<String>> keys) {
        Timeliness timeliness = new Timeliness();
        for (Purchase one : olist.purchases()) {
            if (one.status().equals("delivered") && one.deliveredAt() != null) {
                timeliness.add(
                        keys.apply(one),
                        new Delivery(
                                one.placedAt(), one.handedOverAt(), one.deliveredAt(), one.promisedAt(), Olist.OFFSET));
            }
        }
        return timeliness;
    }

    private static void checkDays(JsonNode expected, Histogram histogram) {
        assertEquals(expected.get("n").longValue(), histogram.count());
        Map<String, Object> found = histogram.toMap();
        for (String figure : List.of("mean", "median", "p95", "max")) {
            double exact = expected.get(figure).doubleValue();
            double ours = (Double) found.get(figure);
            // quantiles know minutes only; the others are exact, save for how half a digit was rounded
            boolean quantile = figure.equals("median") || figure.equals("p95");
            double limit = quantile ? exact / 1_000 : 1.000001e-4;
            assertTrue(Math.abs(ours - exact) <= limit, () -> figure + " " + ours + " against " + exact);
        }
    }

    private static void checkOnTime(JsonNode expected, Timeliness.Figures figures) {
        assertEquals(expected.get("n").longValue(), figures.promised());
        assertEquals(expected.get("on_time_by_date").longValue(), figures.onTimeByDate());
        assertEquals(expected.get("on_time_by_timestamp").longValue(), figures.onTimeByInstant());
        assertEquals(
                expected.get("rate_by_date").doubleValue(), figures.rateByDate().orElseThrow(), 1.000001e-6);
        assertEquals(
                expected.get("rate_by_timestamp").doubleValue(),
                figures.rateByInstant().orElseThrow(),
                1.000001e-6);
    }

    private static Map<String, Long> longs(JsonNode object) {
        Map<String, Long> longs = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> longs.put(field.getKey(), field.getValue().longValue()));
        return longs;
    }

    private static Map<String, Long> named(Map<?, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((key, count) -> named.put(key.toString(), count));
        return named;
    }
}
