package io.omskit.finance.statement;

import io.omskit.connect.Problem;
import io.omskit.fact.SettlementFact;
import io.omskit.value.Money;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bill file says, in neutral rows. Immutable.
 *
 * @param format id of the format that read it
 * @param fileHash SHA-256 of the file in hexadecimal; a row is addressed by (file hash, ordinal)
 * @param charset the encoding that was recognized
 * @param zone in which the file's naive times were read
 * @param rows one per data row, in file order
 * @param checks what the file says of itself against what the rows say
 * @param problems what could not be read exactly
 * @param unknownColumns columns that no table knows; kept in the file and reported
 */
public record Statement(
        String format,
        String fileHash,
        String charset,
        ZoneId zone,
        List<SettlementFact> rows,
        List<Check> checks,
        List<RowProblem> problems,
        List<String> unknownColumns) {

    public Statement {
        rows = List.copyOf(rows);
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
        unknownColumns = List.copyOf(unknownColumns);
    }

    /**
     * A control that the file carries: counts, or amounts in minor units.
     *
     * @param name what is compared, in the file's own words
     * @param expected what the file says
     * @param actual what the rows say
     */
    public record Check(String name, long expected, long actual) {
        /** Whether both agree; a difference is a break of its own. */
        public boolean ok() {
            return expected == actual;
        }
    }

    /**
     * A problem and the row that has it.
     *
     * @param row the ordinal of the row, 0 for the file as a whole
     * @param problem place and text
     */
    public record RowProblem(int row, Problem problem) {}

    /**
     * Sums of one currency. An amount that could not be read is in no sum, but its row counts.
     *
     * @param rows how many rows have the currency
     * @param gross minor units
     * @param fee minor units, negative when charged
     * @param net minor units
     */
    public record Total(int rows, long gross, long fee, long net) {
        Total plus(SettlementFact row) {
            return new Total(
                    rows + 1,
                    Math.addExact(gross, minor(row.gross())),
                    Math.addExact(fee, minor(row.fee())),
                    Math.addExact(net, minor(row.net())));
        }

        private static long minor(@Nullable Money amount) {
            return amount == null ? 0 : amount.minor();
        }
    }

    /** Sums by currency code; rows without any readable amount are in none. */
    public Map<String, Total> totals() {
        Map<String, Total> totals = new TreeMap<>();
        for (SettlementFact row : rows) {
            Money known = row.net() != null ? row.net() : row.gross() != null ? row.gross() : row.fee();
            if (known != null) {
                String code = known.currency().getCurrencyCode();
                totals.put(
                        code, totals.getOrDefault(code, new Total(0, 0, 0, 0)).plus(row));
            }
        }
        return totals;
    }

    /** The problems of one row, or with 0 those of the file. */
    public List<Problem> problemsOf(int row) {
        return problems.stream()
                .filter(problem -> problem.row() == row)
                .map(RowProblem::problem)
                .toList();
    }

    /** Whether everything was read exactly and every control agrees. */
    public boolean isClean() {
        return problems.isEmpty() && checks.stream().allMatch(Check::ok);
    }
}
