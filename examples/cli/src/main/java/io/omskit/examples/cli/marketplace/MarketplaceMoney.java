package io.omskit.examples.cli.marketplace;

import io.omskit.examples.cli.marketplace.MarketplaceReport.Facts;
import io.omskit.finance.PaymentDifference;
import io.omskit.insight.Tally;
import io.omskit.order.Payment;
import io.omskit.value.Money;
import io.omskit.value.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was paid against what was due, order by order, each difference with its reason. */
final class MarketplaceMoney {
    /** What the marketplace's plans of instalments cost; source: the data set's own description. */
    private static final PaymentDifference.Rules RULES = PaymentDifference.Rules.withSurcharges(List.of(
            Rate.percent("4.6"),
            Rate.percent("5.8"),
            Rate.percent("8.2"),
            Rate.percent("10.6"),
            Rate.percent("13.0"),
            Rate.percent("15.5")));

    private final List<Facts> orders;
    private final List<Compared> compared = new ArrayList<>();

    MarketplaceMoney(List<Facts> orders) {
        this.orders = orders;
        for (Facts facts : orders) {
            if (!facts.lines().isEmpty() && !facts.payments().isEmpty()) {
                compared.add(compare(facts));
            }
        }
    }

    private record Compared(String order, PaymentDifference money, String types, int instalments) {
        long cents() {
            return money.difference().minor();
        }
    }

    private static Compared compare(Facts facts) {
        int instalments = 1;
        TreeSet<String> types = new TreeSet<>();
        for (Payment payment : facts.payments()) {
            instalments = Math.max(instalments, payment.instalments());
            types.add(payment.method());
        }
        Money due = facts.goods().plus(facts.freight());
        return new Compared(
                facts.number(),
                PaymentDifference.of(due, paid(facts), instalments, RULES),
                String.join("+", types),
                instalments);
    }

    private static Money paid(Facts facts) {
        Money sum = Money.zero(Currency.getInstance("BRL"));
        for (Payment payment : facts.payments()) {
            sum = sum.plus(payment.amount());
        }
        return sum;
    }

    Map<String, Object> reconciliation() {
        List<Compared> mismatches = compared.stream()
                .filter(each -> each.cents() != 0)
                .sorted(Comparator.comparing(Compared::order))
                .toList();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("orders_with_items_and_payments", compared.size());
        map.put("orders_with_items_without_payment", without());
        map.put("orders_with_payment_without_items", withoutItems().size());
        map.put(
                "paid_cents_of_orders_without_items",
                withoutItems().stream().mapToLong(facts -> paid(facts).minor()).sum());
        map.put("equal", compared.size() - mismatches.size());
        map.put("mismatch", mismatches.size());
        map.put("mismatch_rate", rate(mismatches.size(), compared.size()));
        sizes(mismatches, map);
        map.put(
                "total_due_cents",
                compared.stream().mapToLong(each -> each.money().due().minor()).sum());
        map.put(
                "total_paid_cents",
                compared.stream().mapToLong(each -> each.money().paid().minor()).sum());
        Map<String, Long> types = new TreeMap<>();
        Map<String, Long> reasons = new TreeMap<>();
        mismatches.forEach(each -> types.merge(each.types(), 1L, Long::sum));
        mismatches.forEach(each -> reasons.merge(each.money().reason().name(), 1L, Long::sum));
        map.put("mismatch_by_payment_types", types);
        map.put(
                "mismatch_with_installments_over_1",
                mismatches.stream().filter(each -> each.instalments() > 1).count());
        map.put("mismatch_by_reason", reasons);
        map.put("mismatches", mismatches.stream().map(MarketplaceMoney::row).toList());
        return map;
    }

    private static void sizes(List<Compared> mismatches, Map<String, Object> map) {
        map.put("abs_1_cent", count(mismatches, 1, 1));
        map.put("abs_2_to_99_cents", count(mismatches, 2, 99));
        map.put("abs_100_cents_or_more", count(mismatches, 100, Long.MAX_VALUE));
        map.put("overpaid", mismatches.stream().filter(each -> each.cents() > 0).count());
        map.put(
                "underpaid",
                mismatches.stream().filter(each -> each.cents() < 0).count());
        map.put("sum_diff_cents", mismatches.stream().mapToLong(Compared::cents).sum());
        map.put(
                "max_diff_cents",
                mismatches.stream().mapToLong(Compared::cents).max().orElse(0));
        map.put(
                "min_diff_cents",
                mismatches.stream().mapToLong(Compared::cents).min().orElse(0));
    }

    private static long count(List<Compared> mismatches, long from, long to) {
        return mismatches.stream()
                .mapToLong(each -> Math.abs(each.cents()))
                .filter(cents -> cents >= from && cents <= to)
                .count();
    }

    private static Map<String, Object> row(Compared each) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("order_id", each.order());
        row.put("due_cents", each.money().due().minor());
        row.put("paid_cents", each.money().paid().minor());
        row.put("diff_cents", each.cents());
        row.put("types", each.types());
        row.put("max_installments", each.instalments());
        row.put("reason", each.money().reason().name());
        return row;
    }

    private List<String> without() {
        return orders.stream()
                .filter(facts -> !facts.lines().isEmpty() && facts.payments().isEmpty())
                .map(Facts::number)
                .sorted()
                .toList();
    }

    private List<Facts> withoutItems() {
        return orders.stream()
                .filter(facts -> facts.lines().isEmpty() && !facts.payments().isEmpty())
                .toList();
    }

    private static BigDecimal rate(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP);
    }

    Map<String, Object> payments() {
        Tally byType = new Tally();
        long rows = 0;
        long zero = 0;
        long several = 0;
        long none = 0;
        long cents = 0;
        for (Facts facts : orders) {
            several += facts.payments().size() > 1 ? 1 : 0;
            none += facts.payments().isEmpty() ? 1 : 0;
            for (Payment payment : facts.payments()) {
                rows++;
                zero += payment.amount().isZero() ? 1 : 0;
                cents += payment.amount().minor();
                byType.add(payment.method(), payment.amount());
            }
        }
        Map<String, Object> types = new LinkedHashMap<>();
        for (Tally.Row row : byType.rows()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("rows", row.count());
            figures.put("cents", row.sum().minor());
            types.put(row.key(), figures);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", rows);
        map.put("cents", cents);
        map.put("by_type", types);
        map.put("orders_with_several_payment_rows", several);
        map.put("zero_value_rows", zero);
        map.put("orders_without_any_payment_row", none);
        return map;
    }
}
