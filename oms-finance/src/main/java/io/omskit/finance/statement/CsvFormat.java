package io.omskit.finance.statement;

import io.omskit.connect.Problem;
import io.omskit.fact.Provenance;
import io.omskit.fact.SettlementFact;
import io.omskit.fact.SettlementFact.Component;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.statement.BillTable.Layout;
import io.omskit.finance.statement.Statement.RowProblem;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code csv}: a header with the neutral names, decimal major units, ISO times or times in the zone of the
 * call. For channels without a bill format of their own, and for files that a host writes. Source: finance reference,
 * "What the columns become".
 */
public final class CsvFormat implements StatementFormat {
    private static final Layout LAYOUT = new Layout(
            ',',
            List.of("currency"),
            List.of(
                    "gross",
                    "fee",
                    "net",
                    "amount",
                    "kind",
                    "key",
                    "orderRefs",
                    "tradeNo",
                    "refundNo",
                    "occurredAt",
                    "settledAt"),
            Map.of());

    /** For {@link java.util.ServiceLoader}. */
    public CsvFormat() {}

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public Statement read(byte[] file, ZoneId zone, Instant receivedAt) {
        BillFile bill = BillFile.open(file);
        BillTable table = BillTable.require(bill.parts().get(0), LAYOUT);
        if (!table.hasColumn("amount") && !table.hasColumn("gross") && !table.hasColumn("net")) {
            throw new StatementException("No amount in the header.\nAdd a column gross, net or amount.");
        }
        Provenance provenance = new Provenance(id() + " sha256:" + bill.hash(), receivedAt);
        Map<String, Integer> seen = new HashMap<>();
        List<SettlementFact> rows = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        if (bill.parts().size() > 1) {
            problems.add(new RowProblem(
                    0, new Problem("$", "only the first of " + bill.parts().size() + " entries is read")));
        }
        for (BillRow row : table.rows(1)) {
            rows.add(fact(row, table, zone, provenance, seen));
            problems.addAll(row.problems());
        }
        String charset = bill.parts().get(0).charset();
        return new Statement(id(), bill.hash(), charset, zone, rows, List.of(), problems, table.unknownColumns());
    }

    private static SettlementFact fact(
            BillRow row, BillTable table, ZoneId zone, Provenance provenance, Map<String, Integer> seen) {
        Kind kind = kind(row);
        Currency currency = currency(row);
        Parts parts = currency == null ? Parts.NONE : Parts.of(row, table, currency, kind);
        List<String> refs = Arrays.stream(row.text("orderRefs").split(";"))
                .map(String::strip)
                .filter(ref -> !ref.isEmpty())
                .toList();
        return new SettlementFact(
                row.ordinal(),
                key(row, parts, seen),
                kind,
                refs,
                row.id("tradeNo"),
                row.id("refundNo"),
                parts.gross(),
                parts.fee(),
                parts.net(),
                parts.components(kind),
                row.time("occurredAt", zone),
                row.time("settledAt", zone),
                provenance);
    }

    private static String key(BillRow row, Parts parts, Map<String, Integer> seen) {
        String key = row.keyPart("key");
        if (!key.isEmpty()) {
            return key;
        }
        Money net = parts.net();
        String content = String.join(
                "|",
                row.text("occurredAt"),
                net == null ? "" : Long.toString(net.minor()),
                row.text("currency"),
                Cells.keyPart(row.text("tradeNo")),
                Cells.keyPart(row.text("orderRefs")));
        return content + BillRow.occurrence(seen, content);
    }

    private static Kind kind(BillRow row) {
        String text = row.text("kind");
        if (text.isEmpty()) {
            return Kind.TRANSFER;
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        row.problem("kind", "'" + text + "' is no kind; use one of " + Arrays.toString(Kind.values()));
        return Kind.UNKNOWN;
    }

    private static @Nullable Currency currency(BillRow row) {
        String code = row.text("currency");
        for (Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getCurrencyCode().equals(code) && currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        }
        row.problem("currency", "'" + code + "' is no currency with minor units, so the amounts cannot be read");
        return null;
    }

    /** Gross, fee and net, each stated or derived from the other two. */
    private record Parts(
            @Nullable Money gross,
            @Nullable Money fee,
            @Nullable Money net) {
        static final Parts NONE = new Parts(null, null, null);

        static Parts of(BillRow row, BillTable table, Currency currency, Kind kind) {
            if (table.hasColumn("amount")) {
                Money amount = row.money("amount", currency);
                Money zero = Money.zero(currency);
                return amount == null
                        ? NONE
                        : kind.isCharge() ? new Parts(zero, amount, amount) : new Parts(amount, zero, amount);
            }
            Money gross = row.money("gross", currency);
            Money fee = row.moneyOrZero("fee", currency);
            Money net = row.money("net", currency);
            if (gross == null && net != null && fee != null && row.text("gross").isEmpty()) {
                gross = net.minus(fee);
            }
            if (net == null && gross != null && fee != null && row.text("net").isEmpty()) {
                net = gross.plus(fee);
            }
            if (gross != null && fee != null && net != null && !gross.plus(fee).equals(net)) {
                row.problem("net", "gross " + gross + " and fee " + fee + " do not add up to net " + net);
            }
            return new Parts(gross, fee, net);
        }

        List<Component> components(Kind kind) {
            boolean both = gross != null && fee != null && !gross.isZero() && !fee.isZero();
            return both && gross != null && fee != null && gross.plus(fee).equals(net)
                    ? List.of(new Component(kind.name(), gross), new Component("FEE", fee))
                    : List.of();
        }
    }
}
