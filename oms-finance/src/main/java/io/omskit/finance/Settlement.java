package io.omskit.finance;

import io.omskit.finance.matching.Outcome;
import java.util.List;

/**
 * What one run of a shop's reconciliation did.
 *
 * @param repeated whether the file was settled before; then nothing was done
 * @param outcomes every row that was decided, of all relations
 * @param matched expectations that are settled now, as {@code number/kind/payer/reference}
 * @param breaks what is open after the run, oldest first
 * @param bookings what was booked
 */
public record Settlement(
        boolean repeated,
        List<Outcome> outcomes,
        List<String> matched,
        List<SettlementBreak> breaks,
        List<LedgerTransaction> bookings) {
    public Settlement {
        outcomes = List.copyOf(outcomes);
        matched = List.copyOf(matched);
        breaks = List.copyOf(breaks);
        bookings = List.copyOf(bookings);
    }
}
