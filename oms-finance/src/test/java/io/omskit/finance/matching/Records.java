package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Reconciliation.Ours;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Invented records in fen; hours count from midnight of 2 March 2026 at +08:00. */
final class Records {
    static final Instant START = Instant.parse("2026-03-01T16:00:00Z");
    static final Options OPTIONS = Options.asOf(hour(240), ZoneOffset.ofHours(8));

    private Records() {}

    static Instant hour(double hour) {
        return START.plus(Duration.ofSeconds(Math.round(hour * 3600)));
    }

    static Ours sale(String id, String order, long minor, double hour) {
        return new Ours(id, order, Kind.SALE, Money.of(minor, "CNY"), null, hour(hour));
    }

    static Ours refund(String id, String order, long minor, double hour) {
        return new Ours(id, order, Kind.REFUND, Money.of(-minor, "CNY"), null, hour(hour));
    }

    static Theirs paid(String id, String reference, long minor, double hour) {
        return row(id, reference, Kind.SALE, minor, 0, minor, "CNY", hour, true);
    }

    static Theirs refunded(String id, String reference, long minor, double hour) {
        return row(id, reference, Kind.REFUND, -minor, 0, -minor, "CNY", hour, true);
    }

    static Theirs row(
            String id,
            String reference,
            Kind kind,
            long gross,
            long fee,
            long net,
            String currency,
            double hour,
            boolean settled) {
        return new Theirs(
                id,
                reference,
                kind,
                Money.of(gross, currency),
                Money.of(fee, currency),
                Money.of(net, currency),
                hour(hour),
                settled);
    }

    /** The rows as one line each: ids, verdict, difference, rule. */
    static List<String> rows(List<Ours> ours, List<Theirs> theirs, Options options) {
        return Reconciliation.of(ours, theirs, options).stream()
                .map(row -> String.join("+", row.ourIds()) + "|" + String.join("+", row.theirIds()) + " "
                        + row.verdict() + " " + row.difference() + " " + row.rule())
                .toList();
    }

    static List<String> rows(List<Ours> ours, List<Theirs> theirs) {
        return rows(ours, theirs, OPTIONS);
    }
}
