package io.omskit.finance.statement;

import io.omskit.connect.Problem;
import io.omskit.fact.SettlementFact;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement as objects for JSON output: a map per row and a last one with the control. Members in a fixed order, absent
 * facts left out, money in minor units, times with offset.
 */
public final class StatementView {
    private StatementView() {}

    /** The rows in file order, then the control. */
    public static List<Map<String, Object>> of(Statement statement) {
        Map<Integer, List<Problem>> problems = new LinkedHashMap<>();
        for (Statement.RowProblem problem : statement.problems()) {
            problems.computeIfAbsent(problem.row(), row -> new ArrayList<>()).add(problem.problem());
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        for (SettlementFact row : statement.rows()) {
            objects.add(row(row, statement.zone(), problems.getOrDefault(row.row(), List.of())));
        }
        objects.add(control(statement, problems.getOrDefault(0, List.of())));
        return objects;
    }

    private static Map<String, Object> row(SettlementFact row, ZoneId zone, List<Problem> problems) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("row", row.row());
        object.put("key", row.key());
        object.put("kind", row.kind().name());
        object.put("orderRefs", row.orderRefs());
        put(object, "tradeNo", row.tradeNo());
        put(object, "refundNo", row.refundNo());
        putMinor(object, "gross", row.gross());
        putMinor(object, "fee", row.fee());
        putMinor(object, "net", row.net());
        object.put(
                "components",
                row.components().stream().map(StatementView::component).toList());
        put(object, "currency", currency(row));
        putTime(object, "occurredAt", row.occurredAt(), zone);
        putTime(object, "settledAt", row.settledAt(), zone);
        putProblems(object, problems);
        return object;
    }

    private static Map<String, Object> component(SettlementFact.Component component) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", component.kind());
        object.put("amount", component.amount().minor());
        return object;
    }

    private static @Nullable String currency(SettlementFact row) {
        Money known = row.net() != null ? row.net() : row.gross() != null ? row.gross() : row.fee();
        return known == null ? null : known.currency().getCurrencyCode();
    }

    private static Map<String, Object> control(Statement statement, List<Problem> problems) {
        Map<String, Object> totals = new LinkedHashMap<>();
        statement.totals().forEach((currency, total) -> totals.put(currency, total(total)));
        Map<String, Object> control = new LinkedHashMap<>();
        control.put("rows", statement.rows().size());
        control.put("totals", totals);
        control.put(
                "checks", statement.checks().stream().map(StatementView::check).toList());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("control", control);
        object.put("charset", statement.charset());
        if (!statement.unknownColumns().isEmpty()) {
            object.put("unknownColumns", statement.unknownColumns());
        }
        putProblems(object, problems);
        return object;
    }

    private static Map<String, Object> total(Statement.Total total) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rows", total.rows());
        object.put("gross", total.gross());
        object.put("fee", total.fee());
        object.put("net", total.net());
        return object;
    }

    private static Map<String, Object> check(Statement.Check check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", check.name());
        object.put("expected", check.expected());
        object.put("actual", check.actual());
        object.put("ok", check.ok());
        return object;
    }

    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private static void putMinor(Map<String, Object> object, String name, @Nullable Money amount) {
        put(object, name, amount == null ? null : amount.minor());
    }

    private static void putTime(Map<String, Object> object, String name, @Nullable Instant at, ZoneId zone) {
        if (at != null) {
            OffsetDateTime there = at.atZone(zone).toOffsetDateTime();
            object.put(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there));
        }
    }

    private static void putProblems(Map<String, Object> object, List<Problem> problems) {
        if (!problems.isEmpty()) {
            List<Map<String, Object>> list = new ArrayList<>();
            for (Problem problem : problems) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("path", problem.path());
                one.put("problem", problem.problem());
                list.add(one);
            }
            object.put("problems", list);
        }
    }
}
