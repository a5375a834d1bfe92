package io.omskit.finance;

import io.omskit.finance.LedgerTransaction.Posting;
import io.omskit.finance.matching.Outcome;
import io.omskit.value.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What must be true of reconciliations and bookings. Each method answers the first violation found. */
public final class FinanceInvariants {
    private FinanceInvariants() {}

    /**
     * F1: each record of either side stands in exactly one row, and what is matched and what is a break together are all
     * records there are.
     *
     * @param ourIds all records of ours
     * @param theirIds all records of theirs
     */
    public static Optional<Violation> eachRecordInOneRow(
            List<String> ourIds, List<String> theirIds, List<Outcome> outcomes) {
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            ours.addAll(outcome.ourIds());
            theirs.addAll(outcome.theirIds());
        }
        return difference("our", ourIds, ours).or(() -> difference("their", theirIds, theirs));
    }

    private static Optional<Violation> difference(String side, List<String> all, List<String> placed) {
        List<String> expected = sorted(all);
        List<String> found = sorted(placed);
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String want = i < expected.size() ? expected.get(i) : "";
            String have = i < found.size() ? found.get(i) : "";
            if (!want.equals(have)) {
                boolean lost = have.isEmpty() || (!want.isEmpty() && want.compareTo(have) < 0);
                return Optional.of(new Violation(
                        "F1",
                        side + " record " + (lost ? want : have),
                        lost ? "stands in too few rows" : "stands in too many rows"));
            }
        }
        return Optional.empty();
    }

    private static List<String> sorted(List<String> ids) {
        List<String> copy = new ArrayList<>(ids);
        Collections.sort(copy);
        return copy;
    }

    /** M5: the postings of a transaction add up to zero in each currency. */
    public static Optional<Violation> balances(String reference, List<Posting> postings) {
        Map<String, Long> sums = new TreeMap<>();
        for (Posting posting : postings) {
            sums.merge(
                    posting.amount().currency().getCurrencyCode(),
                    posting.amount().minor(),
                    Math::addExact);
        }
        for (Map.Entry<String, Long> sum : sums.entrySet()) {
            if (sum.getValue() != 0) {
                return Optional.of(new Violation(
                        "M5",
                        "transaction " + reference,
                        "is off by " + sum.getValue() + " minor units of " + sum.getKey()));
            }
        }
        return postings.size() >= 2
                ? Optional.empty()
                : Optional.of(new Violation("M5", "transaction " + reference, "has " + postings.size() + " postings"));
    }
}
