package io.omskit.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.omskit.fact.ShopRef;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.store.Commit;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Stored breaks. The same records found wrong again are the same break, so that its age and history stay. */
final class BreakBook {
    private static final int STATE_VERSION = 1;

    /** Findings that a later file or order can explain: their records take part in every further run. */
    private static final Set<String> UNDECIDED = Set.of(
            "PENDING_TIMING",
            "MISSING_IN_CHANNEL",
            "MISSING_IN_OMS",
            "REFUND_NOT_PAID",
            "REFUND_NOT_BOOKED",
            "AMOUNT_MISMATCH",
            "AMBIGUOUS",
            "CURRENCY_MISMATCH",
            "OVER_REFUND",
            "DUPLICATE_IN_CHANNEL",
            "DUPLICATE_IN_OMS");

    private final Store store;
    private final IdSource ids;

    BreakBook(Store store, IdSource ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * A finding of a run.
     *
     * @param theirs the settlement records in it, as they would take part again
     * @param others further settlement rows in it, by id only
     * @param progress OPEN or BOOKED
     */
    record Finding(
            String category,
            long difference,
            List<String> ours,
            List<Theirs> theirs,
            List<String> others,
            String rule,
            String note,
            String progress) {

        /** What makes it the same finding: its records, and for findings without records its text. */
        String key() {
            List<String> parts = new ArrayList<>(ours);
            theirs.forEach(record -> parts.add(record.id()));
            parts.addAll(others);
            parts.sort(null);
            // what is undecided may change its category from run to run and stays the same break
            String scope = UNDECIDED.contains(category) ? "undecided" : category + note;
            return Hashing.sha256()
                    .hashString(scope + "\n" + String.join("\n", parts), StandardCharsets.UTF_8)
                    .toString();
        }
    }

    static boolean isUndecided(String category) {
        return UNDECIDED.contains(category);
    }

    /** Everything that is open in a shop, oldest first. */
    List<Row> open(ShopRef shop) {
        List<Row> open = new ArrayList<>();
        Query query = Query.by(FinanceTables.BREAK, "progress", shop.platform(), shop.shop(), FinanceTables.OPEN)
                .limit(Query.MAX_LIMIT);
        List<Row> page = store.find(query);
        while (!page.isEmpty()) {
            open.addAll(page);
            page = store.find(query.after(page.get(page.size() - 1)));
        }
        return open;
    }

    /** The settlement records of open breaks that take part again. */
    static List<Theirs> undecided(List<Row> open) {
        List<Theirs> records = new ArrayList<>();
        for (Row row : open) {
            if (isUndecided(row)) {
                for (JsonNode node : FinanceJson.read(row.json()).path("theirs")) {
                    records.add(FinanceJson.theirs(node));
                }
            }
        }
        return records;
    }

    private static boolean isUndecided(Row row) {
        return isUndecided(Objects.requireNonNull(row.text("category")));
    }

    /** Writes the findings of a run, and clears what was open and is not found any more. */
    void write(ShopRef shop, List<Row> open, List<Finding> findings, Instant now, Commit.Builder commit) {
        Map<String, Row> known = new LinkedHashMap<>();
        open.forEach(row -> known.put(Objects.requireNonNull(row.text("break_key")), row));
        Set<String> cleared = new LinkedHashSet<>();
        open.stream()
                .filter(BreakBook::isUndecided)
                .forEach(row -> cleared.add(Objects.requireNonNull(row.text("break_key"))));
        for (Finding finding : findings) {
            String key = finding.key();
            cleared.remove(key);
            Row row = known.get(key);
            if (row == null) {
                insert(shop, finding, key, now, commit);
            } else if (!finding.category().equals(row.text("category"))
                    || finding.difference() != row.number("difference")) {
                commit.update(row(row, finding.category(), finding.difference(), finding.progress(), json(finding)));
            }
        }
        for (String key : cleared) {
            Row row = Objects.requireNonNull(known.get(key));
            commit.update(row(
                    row,
                    Objects.requireNonNull(row.text("category")),
                    row.number("difference"),
                    FinanceTables.CLEARED,
                    row.json()));
        }
    }

    /** A finding that was cleared before and comes back takes its row again. */
    private void insert(ShopRef shop, Finding finding, String key, Instant now, Commit.Builder commit) {
        List<Row> before = store.find(Query.by(FinanceTables.BREAK, "key", shop.platform(), shop.shop(), key));
        if (before.isEmpty()) {
            commit.insert(Row.json(
                    FinanceTables.BREAK,
                    ids.next(),
                    STATE_VERSION,
                    json(finding),
                    shop.platform(),
                    shop.shop(),
                    finding.progress(),
                    finding.category(),
                    key,
                    finding.difference(),
                    now));
        } else if (!FinanceTables.BOOKED.equals(before.get(0).text("progress"))) {
            commit.update(
                    row(before.get(0), finding.category(), finding.difference(), finding.progress(), json(finding)));
        }
    }

    private static Row row(Row row, String category, long difference, String progress, String json) {
        return row.withJson(
                STATE_VERSION,
                json,
                row.text("platform"),
                row.text("shop"),
                progress,
                category,
                row.text("break_key"),
                difference,
                row.instant("opened_at"));
    }

    private static String json(Finding finding) {
        ObjectNode body = FinanceJson.object();
        ArrayNode ours = body.putArray("ours");
        finding.ours().forEach(ours::add);
        ArrayNode theirs = body.putArray("theirs");
        finding.theirs().forEach(record -> theirs.add(FinanceJson.write(record)));
        ArrayNode others = body.putArray("others");
        finding.others().forEach(others::add);
        body.put("rule", finding.rule()).put("note", finding.note());
        return FinanceJson.text(body);
    }

    static SettlementBreak view(Row row) {
        JsonNode body = FinanceJson.read(row.json());
        List<String> ours = new ArrayList<>();
        body.path("ours").forEach(node -> ours.add(node.textValue()));
        List<String> theirs = new ArrayList<>();
        body.path("theirs").forEach(node -> theirs.add(node.path("id").textValue()));
        body.path("others").forEach(node -> theirs.add(node.textValue()));
        return new SettlementBreak(
                Objects.requireNonNull(row.text("category")),
                row.number("difference"),
                ours,
                theirs,
                body.path("rule").textValue(),
                body.path("note").textValue(),
                Objects.requireNonNull(row.instant("opened_at")),
                SettlementBreak.State.valueOf(Objects.requireNonNull(row.text("progress"))));
    }
}
