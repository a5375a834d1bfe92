package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Ours;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.finance.statement.BillFile;
import io.omskit.finance.statement.BillRow;
import io.omskit.finance.statement.BillTable;
import io.omskit.finance.statement.BillTable.Layout;
import io.omskit.finance.statement.Statement.RowProblem;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records of both sides as CSV files, and outcomes as CSV text: what the command line reads and writes. Columns are found
 * by name; amounts are whole minor units, fees positive when charged; naive times are in the given zone. A broken record
 * is left out with a problem, the rest goes on. A file without its columns is a {@code StatementException}.
 */
public final class RecordFiles {
    private static final Layout OURS = layout(
            List.of("id", "order_no", "kind", "amount_cents", "currency", "occurred_at"),
            List.of("expected_fee_cents"));
    private static final Layout THEIRS = layout(
            List.of("id", "reference", "kind", "gross_cents", "currency", "occurred_at"),
            List.of("fee_cents", "net_cents", "settled_on"));
    private static final Layout GROUPS = layout(List.of("group", "order_no"), List.of());

    private RecordFiles() {}

    private static Layout layout(List<String> required, List<String> optional) {
        return new Layout(',', required, optional, Map.of());
    }

    /**
     * Records and what could not be read.
     *
     * @param records in the order of the file
     * @param problems one or more for every record that was left out
     */
    public record Read<T>(List<T> records, List<RowProblem> problems) {
        public Read {
            records = List.copyOf(records);
            problems = List.copyOf(problems);
        }
    }

    /** Our records; an empty expected fee means that no contract is known. */
    public static Read<Ours> ours(byte[] file, ZoneId zone) {
        return read(file, OURS, row -> {
            Currency currency = currency(row);
            Money amount = required(row, "amount_cents", currency);
            Instant at = time(row, zone);
            if (amount == null || at == null) {
                return Optional.empty();
            }
            Money fee = row.minor("expected_fee_cents", amount.currency());
            return Optional.of(new Ours(row.text("id"), row.text("order_no"), kind(row), amount, fee, at));
        });
    }

    /** Their records; without a fee it is zero, without a net amount it is gross less fee. */
    public static Read<Theirs> theirs(byte[] file, ZoneId zone) {
        return read(file, THEIRS, row -> {
            Currency currency = currency(row);
            Money gross = required(row, "gross_cents", currency);
            Instant at = time(row, zone);
            if (gross == null || at == null) {
                return Optional.empty();
            }
            Money fee = row.minor("fee_cents", gross.currency());
            Money charged = fee == null ? Money.zero(gross.currency()) : fee;
            Money net = row.minor("net_cents", gross.currency());
            return Optional.of(new Theirs(
                    row.text("id"),
                    row.text("reference"),
                    kind(row),
                    gross,
                    charged,
                    net == null ? gross.minus(charged) : net,
                    at,
                    !row.text("settled_on").isEmpty()));
        });
    }

    /** Order numbers by group key. */
    public static Map<String, Set<String>> groups(byte[] file) {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (BillRow row : rows(file, GROUPS)) {
            groups.computeIfAbsent(row.text("group"), group -> new LinkedHashSet<>())
                    .add(row.text("order_no"));
        }
        return groups;
    }

    /** The outcomes with a header line; cells that need it are quoted, lines end in LF. */
    public static String write(List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder("our_ids,their_ids,verdict,difference_minor,rule,note\n");
        for (Outcome outcome : outcomes) {
            text.append(cell(String.join(";", outcome.ourIds())))
                    .append(',')
                    .append(cell(String.join(";", outcome.theirIds())))
                    .append(',')
                    .append(outcome.verdict())
                    .append(',')
                    .append(outcome.difference())
                    .append(',')
                    .append(outcome.rule())
                    .append(',')
                    .append(cell(outcome.note()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static List<BillRow> rows(byte[] file, Layout layout) {
        return BillTable.require(BillFile.open(file).parts().get(0), layout).rows(1);
    }

    private static <T> Read<T> read(byte[] file, Layout layout, Function<BillRow, Optional<T>> reader) {
        List<T> records = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        for (BillRow row : rows(file, layout)) {
            try {
                Optional<T> record = reader.apply(row);
                if (row.problems().isEmpty()) {
                    record.ifPresent(records::add);
                }
            } catch (IllegalArgumentException outOfBounds) {
                row.problem("amounts", "are out of bounds");
            }
            problems.addAll(row.problems());
        }
        return new Read<>(records, problems);
    }

    private static @Nullable Money required(BillRow row, String column, @Nullable Currency currency) {
        if (currency == null) {
            return null;
        }
        Money amount = row.minor(column, currency);
        if (amount == null && row.text(column).isEmpty()) {
            row.problem(column, "is empty");
        }
        return amount;
    }

    private static @Nullable Instant time(BillRow row, ZoneId zone) {
        if (row.text("occurred_at").isEmpty()) {
            row.problem("occurred_at", "is empty");
        }
        return row.time("occurred_at", zone);
    }

    /** A kind that is no neutral word takes part as UNKNOWN: it is reported, not refused. */
    private static Kind kind(BillRow row) {
        String text = row.text("kind");
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        return Kind.UNKNOWN;
    }

    private static @Nullable Currency currency(BillRow row) {
        String code = row.text("currency");
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException unknown) {
            row.problem("currency", "'" + code + "' is no ISO currency");
            return null;
        }
        row.problem("currency", "'" + code + "' has no minor unit");
        return null;
    }
}
