package io.omskit.finance;

import io.omskit.fact.SettlementFact;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.BreakBook.Finding;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.Statement.Check;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a statement as records to reconcile, and what is wrong with the file itself. */
final class SettlementRows {
    private final List<Theirs> records = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Reads a statement.
     *
     * @param knownNumbers order numbers and group keys; of several references of a row the first known one counts
     */
    SettlementRows(Statement statement, Set<String> knownNumbers, Instant asOf) {
        for (SettlementFact row : statement.rows()) {
            Theirs record = record(row, statement.fileHash(), knownNumbers, asOf);
            if (record == null) {
                findings.add(
                        finding("UNREADABLE", 0, id(statement.fileHash(), row.row()), "no exact amount or no time"));
            } else {
                records.add(record);
            }
        }
        for (Check check : statement.checks()) {
            if (!check.ok()) {
                long difference = check.actual() - check.expected();
                String note = check.name() + ": file " + check.expected() + ", rows " + check.actual();
                findings.add(finding("CONTROL_TOTAL", difference, statement.fileHash(), note));
            }
        }
    }

    private static Finding finding(String category, long difference, String id, String note) {
        return new Finding(category, difference, List.of(), List.of(), List.of(id), "NONE", note, FinanceTables.OPEN);
    }

    static String id(String fileHash, int row) {
        return fileHash + "#" + row;
    }

    List<Theirs> records() {
        return records;
    }

    List<Finding> findings() {
        return findings;
    }

    private static @Nullable Theirs record(SettlementFact row, String hash, Set<String> known, Instant asOf) {
        Money gross = row.gross();
        Money fee = row.fee();
        Money net = row.net();
        Instant at = row.occurredAt() == null ? row.settledAt() : row.occurredAt();
        if (gross == null || fee == null || net == null || at == null) {
            return null;
        }
        String reference = row.orderRefs().stream()
                .filter(known::contains)
                .findFirst()
                .orElse(row.orderRefs().isEmpty() ? "" : row.orderRefs().get(0));
        // a bill lists what has moved, unless it says that the money comes later
        boolean settled = row.settledAt() == null || !row.settledAt().isAfter(asOf);
        return new Theirs(id(hash, row.row()), reference, row.kind(), gross, fee.negated(), net, at, settled);
    }

    /** Money of others than the buyer. It is compared with their discounts, as a sale or, given back, as a refund. */
    static boolean isSubsidy(Theirs record) {
        return record.kind() == Kind.SUBSIDY;
    }

    static Theirs asSale(Theirs subsidy) {
        return new Theirs(
                subsidy.id(),
                subsidy.reference(),
                subsidy.gross().isNegative() ? Kind.REFUND : Kind.SALE,
                subsidy.gross(),
                subsidy.fee(),
                subsidy.net(),
                subsidy.occurredAt(),
                subsidy.settled());
    }
}
