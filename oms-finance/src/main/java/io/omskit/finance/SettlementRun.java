package io.omskit.finance;

import io.omskit.finance.BreakBook.Finding;
import io.omskit.finance.Expectation.Item;
import io.omskit.finance.Expectation.Payer;
import io.omskit.finance.ExpectationBook.Booked;
import io.omskit.finance.ExpectationBook.Stored;
import io.omskit.finance.LedgerTransaction.Account;
import io.omskit.finance.LedgerTransaction.Posting;
import io.omskit.finance.matching.Outcome;
import io.omskit.finance.matching.Reconciliation;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Reconciliation.Ours;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.finance.matching.Verdict;
import io.omskit.value.Money;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides one run of a shop: which expectations the settlement records explain, what is found wrong, what is booked. Pure;
 * {@link Finance} stores the result.
 *
 * <p>Expectations that were settled before take part again with a copy of themselves on the other side. They match that
 * copy, so nothing happens, unless a new record repeats them or refunds more than they are: then it shows.
 */
final class SettlementRun {
    private static final String COPY = "settled ";

    private final Options options;
    private final Instant now;
    private final Map<String, Stored> changed = new LinkedHashMap<>();
    private final Map<String, Place> items = new LinkedHashMap<>();
    private final Map<String, Theirs> records = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> matched = new ArrayList<>();
    private final List<LedgerTransaction> bookings = new ArrayList<>();
    private final Map<String, Sums> sums = new TreeMap<>();

    private record Place(Stored stored, Booked booked) {}

    /** What a run explains, in one currency. */
    private static final class Sums {
        private long receivable;
        private long explained;
    }

    SettlementRun(List<Stored> expectations, List<Theirs> theirs, Options options, Instant now) {
        this.options = options;
        this.now = now;
        for (Stored stored : expectations) {
            for (Booked booked : stored.items()) {
                items.put(booked.id(), new Place(stored, booked));
            }
        }
        theirs.forEach(record -> records.put(record.id(), record));
    }

    void decide() {
        List<Theirs> buyers = records.values().stream()
                .filter(record -> !SettlementRows.isSubsidy(record))
                .toList();
        List<Theirs> subsidies = records.values().stream()
                .filter(SettlementRows::isSubsidy)
                .map(SettlementRows::asSale)
                .toList();
        relation(true, buyers);
        relation(false, subsidies);
    }

    private void relation(boolean buyer, List<Theirs> theirs) {
        List<Ours> ours = new ArrayList<>();
        List<Theirs> all = new ArrayList<>(theirs);
        for (Place place : items.values()) {
            if ((place.stored().payer() == Payer.BUYER) == buyer) {
                ours.add(ours(place));
                if (!place.booked().isOpen()) {
                    all.add(copy(place));
                }
            }
        }
        List<Outcome> decided = Reconciliation.of(ours, all, options);
        FinanceInvariants.eachRecordInOneRow(
                        ours.stream().map(Ours::id).toList(),
                        all.stream().map(Theirs::id).toList(),
                        decided)
                .ifPresent(SettlementRun::refuse);
        for (Outcome outcome : decided) {
            if (outcome.ourIds().stream().anyMatch(this::isOpen)
                    || !real(outcome).isEmpty()) {
                outcomes.add(outcome);
                take(outcome, buyer);
            }
        }
    }

    private static void refuse(Violation violation) {
        throw new IllegalStateException(violation + ".\nThis is a defect of the matcher: nothing was stored.");
    }

    private static Ours ours(Place place) {
        Item item = place.booked().item();
        return new Ours(
                place.booked().id(),
                place.stored().order().number(),
                place.stored().kind(),
                item.amount(),
                item.fee(),
                item.at());
    }

    private static Theirs copy(Place place) {
        Item item = place.booked().item();
        Money fee = item.fee() == null ? Money.zero(item.amount().currency()) : item.fee();
        return new Theirs(
                COPY + place.booked().id(),
                place.stored().order().number(),
                place.stored().kind(),
                item.amount(),
                fee,
                item.amount().minus(fee),
                item.at(),
                true);
    }

    private boolean isOpen(String itemId) {
        Place place = items.get(itemId);
        return place != null && place.booked().isOpen();
    }

    /** The settlement records of a row, without copies. */
    private List<Theirs> real(Outcome outcome) {
        List<Theirs> real = new ArrayList<>();
        for (String id : outcome.theirIds()) {
            Theirs record = records.get(id);
            if (record != null) {
                real.add(record);
            }
        }
        return real;
    }

    private void take(Outcome outcome, boolean buyer) {
        Verdict verdict = outcome.verdict();
        if (!buyer && verdict == Verdict.AMOUNT_MISMATCH) {
            settle(outcome);
            bookCoupon(outcome);
            find(outcome, "COUPON_MISMATCH", FinanceTables.BOOKED);
        } else if (verdict.isLinked()) {
            settle(outcome);
            if (!verdict.isMatch()) {
                find(outcome, verdict.name(), FinanceTables.OPEN);
            }
        } else if (verdict != Verdict.PENDING_TIMING || !outcome.theirIds().isEmpty()) {
            find(outcome, verdict.name(), FinanceTables.OPEN);
        }
    }

    private void settle(Outcome outcome) {
        String by = String.join("+", outcome.theirIds());
        for (Theirs record : real(outcome)) {
            Sums in = sums(record.gross().currency());
            in.explained = Math.addExact(in.explained, record.gross().minor());
        }
        for (String id : outcome.ourIds()) {
            Place place = items.get(id);
            if (place != null && place.booked().isOpen()) {
                Money amount = place.booked().item().amount();
                Sums in = sums(amount.currency());
                in.receivable = Math.addExact(in.receivable, amount.minor());
                String rowKey = Long.toString(place.stored().row().id());
                Stored before = changed.getOrDefault(rowKey, place.stored());
                changed.put(rowKey, before.settled(id, by));
                matched.add(id);
            }
        }
    }

    private Sums sums(Currency currency) {
        return sums.computeIfAbsent(currency.getCurrencyCode(), code -> new Sums());
    }

    /** The coupon's true bearer: what others were to give and did not is the shop's own discount. */
    private void bookCoupon(Outcome outcome) {
        Place first = items.get(outcome.ourIds().get(0));
        if (first != null) {
            Money amount = Money.of(
                    -outcome.difference(), first.booked().item().amount().currency());
            LedgerTransaction booking = LedgerTransaction.couponBearer(
                    first.stored().order(), first.stored().payer(), amount, String.join("+", outcome.theirIds()), now);
            bookings.add(booking);
            Sums in = sums(amount.currency());
            in.receivable = Math.subtractExact(in.receivable, amount.minor());
        }
    }

    private void find(Outcome outcome, String category, String progress) {
        boolean again = BreakBook.isUndecided(category);
        List<Theirs> real = real(outcome);
        List<String> others = new ArrayList<>(outcome.theirIds());
        if (again) {
            real.forEach(record -> others.remove(record.id()));
        }
        findings.add(new Finding(
                category,
                outcome.difference(),
                outcome.ourIds(),
                again ? real : List.of(),
                others,
                outcome.rule().name(),
                outcome.note(),
                progress));
    }

    /**
     * Books what the file moved and what the run explained: balance and fees against receivable, rounding, and suspense
     * for what nothing explains yet.
     *
     * @param reference names the run
     * @param fresh the records of the file that is settled
     */
    void book(String reference, List<Theirs> fresh) {
        Map<String, List<Theirs>> byCurrency = new TreeMap<>();
        fresh.forEach(record -> byCurrency
                .computeIfAbsent(record.gross().currency().getCurrencyCode(), code -> new ArrayList<>())
                .add(record));
        sums.keySet().forEach(code -> byCurrency.putIfAbsent(code, List.of()));
        byCurrency.forEach((code, rows) -> {
            long gross = 0;
            long net = 0;
            for (Theirs row : rows) {
                gross = Math.addExact(gross, row.gross().minor());
                net = Math.addExact(net, row.net().minor());
            }
            Sums in = sums(Currency.getInstance(code));
            List<Posting> postings = new ArrayList<>();
            post(postings, Account.CHANNEL_BALANCE, net, code);
            post(postings, Account.CHANNEL_FEES, Math.subtractExact(gross, net), code);
            post(postings, Account.RECEIVABLE, -in.receivable, code);
            post(postings, Account.ROUNDING, Math.subtractExact(in.receivable, in.explained), code);
            post(postings, Account.SUSPENSE, Math.subtractExact(in.explained, gross), code);
            if (!postings.isEmpty()) {
                bookings.add(new LedgerTransaction(reference + " " + code, now, "SETTLED", postings));
            }
        });
    }

    private static void post(List<Posting> postings, Account account, long minor, String currency) {
        if (minor != 0) {
            postings.add(new Posting(account, Money.of(minor, currency)));
        }
    }

    List<Stored> changed() {
        return List.copyOf(changed.values());
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> matched() {
        return matched;
    }

    List<LedgerTransaction> bookings() {
        return bookings;
    }
}
