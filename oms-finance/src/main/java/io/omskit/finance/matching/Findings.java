package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is wrong with a match, the first that applies: fee, missing settlement, net amount; else nothing. */
final class Findings {
    private final Options options;
    private final Match match;

    private Findings(Options options, Match match) {
        this.options = options;
        this.match = match;
    }

    private record Finding(Verdict verdict, long difference, String note) {}

    static void write(Sheet sheet, Match match) {
        Findings findings = new Findings(sheet.options, match);
        Finding finding = findings.fee();
        if (finding == null) {
            finding = findings.unsettled();
        }
        if (finding == null) {
            finding = findings.net();
        }
        if (finding == null) {
            finding = findings.none();
        }
        sheet.finish(
                finding.verdict(), match.rule(), finding.difference(), match.ours(), match.theirs(), finding.note());
    }

    /** The expected fee of every record of ours must be known, else nothing can be said. */
    private @Nullable Finding fee() {
        long expected = 0;
        for (Entry our : match.ours()) {
            Money fee = our.fee;
            if (fee == null) {
                return null;
            }
            expected = Math.addExact(expected, fee.minor());
        }
        long charged = 0;
        for (Entry their : match.theirs()) {
            charged = Math.addExact(charged, minor(their.fee));
        }
        long difference = Math.subtractExact(expected, charged);
        long allowed = Math.multiplyExact(options.feeTolerance(), match.ours().size());
        return Math.abs(difference) <= allowed
                ? null
                : new Finding(Verdict.FEE_MISMATCH, difference, "fee " + charged + " instead of " + expected);
    }

    private @Nullable Finding unsettled() {
        long net = 0;
        boolean open = false;
        for (Entry their : match.theirs()) {
            if (!their.settled) {
                open = true;
                net = Math.addExact(net, minor(their.net));
            }
        }
        Instant latest = Instant.MIN;
        for (Entry our : match.ours()) {
            latest = our.at.isAfter(latest) ? our.at : latest;
        }
        boolean due = !latest.plus(options.settleWithin()).isAfter(options.asOf());
        boolean sale = match.ours().get(0).kind == Kind.SALE;
        return open && due && sale ? new Finding(Verdict.SHORT_PAID, -net, "never settled although due") : null;
    }

    private @Nullable Finding net() {
        long difference = 0;
        for (Entry their : match.theirs()) {
            if (their.settled) {
                long due = Math.subtractExact(their.minor(), minor(their.fee));
                difference = Math.addExact(difference, Math.subtractExact(minor(their.net), due));
            }
        }
        if (Math.abs(difference) <= options.tolerance()) {
            return null;
        }
        Verdict verdict = difference < 0 ? Verdict.SHORT_PAID : Verdict.OVER_PAID;
        return new Finding(verdict, difference, "net is not gross less fee");
    }

    private Finding none() {
        long difference = match.difference();
        if (!match.rule().isOneToOne()) {
            return new Finding(Verdict.MATCHED_GROUP, difference, "");
        }
        return new Finding(
                difference == 0 ? Verdict.MATCHED : Verdict.MATCHED_WITH_TOLERANCE,
                difference,
                difference == 0 ? "" : "tolerance " + options.tolerance());
    }

    private static long minor(@Nullable Money amount) {
        return amount == null ? 0 : amount.minor();
    }
}
