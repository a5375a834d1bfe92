package io.omskit.finance.alipay;

import io.omskit.connect.Problem;
import io.omskit.fact.Provenance;
import io.omskit.fact.SettlementFact;
import io.omskit.finance.statement.BillFile;
import io.omskit.finance.statement.BillFile.Part;
import io.omskit.finance.statement.BillRow;
import io.omskit.finance.statement.BillTable;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.Statement.Check;
import io.omskit.finance.statement.Statement.RowProblem;
import io.omskit.finance.statement.StatementException;
import io.omskit.finance.statement.StatementFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The format {@code alipay-trade}: the trade detail of Alipay as CSV or as the zip with its summary. Times are read at
 * +08:00, whatever zone the call gives. Which entry of the zip is which is told by the header, not by its name.
 */
public final class AlipayTradeFormat implements StatementFormat {
    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    /** For {@link java.util.ServiceLoader}. */
    public AlipayTradeFormat() {}

    @Override
    public String id() {
        return "alipay-trade";
    }

    @Override
    public Statement read(byte[] file, ZoneId zone, Instant receivedAt) {
        BillFile bill = BillFile.open(file);
        Reading reading = new Reading(new Provenance(id() + " sha256:" + bill.hash(), receivedAt));
        for (Part part : bill.parts()) {
            if (!TradeSummary.isIn(part)) {
                reading.detail(part);
            }
        }
        if (reading.charset.isEmpty()) {
            throw new StatementException(
                    "The archive holds only a summary.\nGive the archive with the detail entry, or the detail itself.");
        }
        for (Part part : bill.parts()) {
            TradeSummary.read(part, reading.sums, reading.checks, reading.problems);
        }
        return new Statement(
                id(),
                bill.hash(),
                reading.charset,
                ZONE,
                reading.rows,
                reading.checks,
                reading.problems,
                List.copyOf(reading.unknownColumns));
    }

    /** What the parts of one file have given so far. */
    private static final class Reading {
        private final Provenance provenance;
        private final List<SettlementFact> rows = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<RowProblem> problems = new ArrayList<>();
        private final Set<String> unknownColumns = new LinkedHashSet<>();
        private final TradeSums sums = new TradeSums();
        private String charset = "";

        Reading(Provenance provenance) {
            this.provenance = provenance;
        }

        void detail(Part part) {
            BillTable table = BillTable.require(part, TradeRow.LAYOUT);
            charset = part.charset();
            unknownColumns.addAll(table.unknownColumns());
            TradeSums own = new TradeSums();
            for (BillRow row : table.rows(rows.size() + 1)) {
                rows.add(new TradeRow(row, table).fact(provenance, own));
                problems.addAll(row.problems());
            }
            sums.add(own);
            checks.addAll(TradeFooter.checks(table.remarks(), own));
            if (!TradeFooter.isComplete(table.remarks())) {
                problems.add(new RowProblem(
                        0,
                        new Problem(
                                "$.footer", "the totals of sales and refunds are missing, the file may be cut off")));
            }
        }
    }
}
