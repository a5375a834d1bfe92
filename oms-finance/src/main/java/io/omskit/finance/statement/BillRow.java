package io.omskit.finance.statement;

import io.omskit.connect.Problem;
import io.omskit.finance.statement.Statement.RowProblem;
import io.omskit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One data row while a format reads it. What cannot be read exactly is left out and becomes a problem that names the
 * column; texts of buyers are never repeated in a problem. For one thread.
 */
public final class BillRow {
    /** The largest amount of a row in minor units, so that the sums of any real file stay inside 64 bits. */
    private static final BigDecimal MAX = BigDecimal.valueOf(100_000_000_000_000L);

    private final BillTable table;
    private final int ordinal;
    private final List<String> cells;
    private final List<RowProblem> problems = new ArrayList<>();
    private boolean broken;

    BillRow(BillTable table, int ordinal, List<String> cells) {
        this.table = table;
        this.ordinal = ordinal;
        this.cells = cells;
    }

    void markBroken() {
        broken = true;
    }

    /** Whether the cells do not fit the header, so that no amount of it can be trusted. */
    public boolean isBroken() {
        return broken;
    }

    /** The place among the data rows of the file, from 1. */
    public int ordinal() {
        return ordinal;
    }

    /** The text of a column without guards and padding, empty where there is none. */
    public String text(String column) {
        return Cells.unguarded(table.cell(cells, column));
    }

    /** An id; absent where the cell is empty, or where a spreadsheet has turned it into a number and lost its digits. */
    public @Nullable String id(String column) {
        String text = text(column);
        if (Cells.isScientific(text)) {
            problem(
                    column,
                    "is in scientific notation, its digits are lost; export the file again without a spreadsheet");
            return null;
        }
        String id = Cells.id(text);
        return Cells.keyPart(id).isEmpty() ? null : id;
    }

    /** A part of a row's key: an id, or empty. */
    public String keyPart(String column) {
        String id = id(column);
        return id == null ? "" : id;
    }

    /** An amount in major units; absent where the cell is empty, and with a problem where it is no exact amount. */
    public @Nullable Money money(String column, Currency currency) {
        String text = text(column);
        return text.isEmpty() || text.equals("-")
                ? null
                : exact(column, text, currency, currency.getDefaultFractionDigits());
    }

    /** An amount in minor units. */
    public @Nullable Money minor(String column, Currency currency) {
        String text = text(column);
        return text.isEmpty() ? null : exact(column, text, currency, 0);
    }

    /** An amount in major units where an empty cell means zero; absent only with a problem. */
    public @Nullable Money moneyOrZero(String column, Currency currency) {
        String text = text(column);
        return text.isEmpty() || text.equals("-") ? Money.zero(currency) : money(column, currency);
    }

    private @Nullable Money exact(String column, String text, Currency currency, int digits) {
        if (broken) {
            return null;
        }
        if (Cells.isScientific(text)) {
            problem(column, "'" + text + "' is in scientific notation");
            return null;
        }
        BigDecimal value = Cells.decimal(text);
        if (value == null) {
            problem(column, "'" + shortened(text) + "' is no amount");
            return null;
        }
        BigDecimal units = value.movePointRight(digits).stripTrailingZeros();
        if (units.scale() > 0 || units.abs().compareTo(MAX) > 0) {
            problem(
                    column,
                    "'" + shortened(text) + "' is not a whole number of minor units of " + currency + " up to " + MAX);
            return null;
        }
        return Money.of(units.longValueExact(), currency);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /** A time; absent where the cell is empty, and with a problem where it is no time. */
    public @Nullable Instant time(String column, ZoneId zone) {
        String text = text(column);
        if (text.isEmpty() || broken) {
            return null;
        }
        Instant at = Cells.time(text, zone);
        if (at == null) {
            problem(column, "'" + shortened(text) + "' is no time");
        }
        return at;
    }

    /** Adds a problem; nothing personal belongs into it. */
    public void problem(String column, String text) {
        problems.add(new RowProblem(ordinal, new Problem("$.rows[" + ordinal + "]." + column, text)));
    }

    /** What could not be read. */
    public List<RowProblem> problems() {
        return List.copyOf(problems);
    }

    /** The occurrence number of some parts among the rows of a file, from 1: {@code #2} for the second equal row. */
    public static String occurrence(Map<String, Integer> seen, String parts) {
        return "#" + seen.merge(parts, 1, Integer::sum);
    }
}
