package io.omskit.finance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.omskit.engine.Oms;
import io.omskit.fact.ShopRef;
import io.omskit.finance.BreakBook.Finding;
import io.omskit.finance.ExpectationBook.Booked;
import io.omskit.finance.ExpectationBook.Stored;
import io.omskit.finance.LedgerTransaction.Posting;
import io.omskit.finance.OrderSource.Changes;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.Statement.Check;
import io.omskit.order.Order;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.store.Commit;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import io.omskit.value.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reconciliation of an engine's shops: follows the journal, keeps what is expected, settles statements against it and
 * books the result. Keeps tables of its own in the engine's store; orders are never changed.
 *
 * <p>Safe for several threads and processes: every step commits as a whole or is repeated on what others wrote.
 */
public final class Finance {
    private static final int JOURNAL_ROWS = 200;
    private static final int TRIES = 5;

    private final OrderSource orders;
    private final Store store;
    private final Map<String, FeeSchedule> fees;
    private final FreightPolicy freight;
    private final IdSource ids;
    private final ExpectationBook expectations;
    private final BreakBook breaks;

    private Finance(OrderSource orders, Map<String, FeeSchedule> feesByPlatform, FreightPolicy freight) {
        this.orders = orders;
        this.store = orders.store();
        this.fees = Map.copyOf(feesByPlatform);
        this.freight = freight;
        this.ids = orders.ids();
        this.expectations = new ExpectationBook(store, ids);
        this.breaks = new BreakBook(store, ids);
        store.migrate(FinanceTables.SCHEMA);
    }

    /** Attaches to an engine without knowing any contract: fees are then taken as they are charged. */
    public static Finance on(Oms oms) {
        return on(oms, Map.of(), FreightPolicy.BY_PHASE);
    }

    /**
     * Attaches to an engine.
     *
     * @param feesByPlatform contracts by platform id
     * @param freight the policy by which the engine refunds freight
     */
    public static Finance on(Oms oms, Map<String, FeeSchedule> feesByPlatform, FreightPolicy freight) {
        return on(OrderSource.of(oms), feesByPlatform, freight);
    }

    static Finance on(OrderSource orders, Map<String, FeeSchedule> feesByPlatform, FreightPolicy freight) {
        return new Finance(orders, feesByPlatform, freight);
    }

    /**
     * Derives expectations from every order that changed since the last call.
     *
     * @return how many orders were looked at
     */
    public int follow() {
        int looked = 0;
        while (true) {
            Optional<Row> cursor = store.find(Query.by(FinanceTables.CURSOR, "name", "journal")).stream()
                    .findFirst();
            Changes changes =
                    orders.after(cursor.map(row -> row.number("read_to")).orElse(0L), JOURNAL_ROWS);
            if (changes.complete()) {
                return looked;
            }
            Commit.Builder commit = Commit.builder();
            derive(changes.orders(), commit);
            if (cursor.isPresent()) {
                commit.update(cursor.get().withValue("read_to", changes.position()));
            } else {
                commit.insert(Row.bare(FinanceTables.CURSOR, ids.next(), 1, "journal", changes.position()));
            }
            // where another process was faster, its cursor is read and the work goes on from there
            looked +=
                    store.commit(commit.build()).committed() ? changes.orders().size() : 0;
        }
    }

    private void derive(List<Order> changed, Commit.Builder commit) {
        Map<Long, List<Stored>> known = expectations.of(changed);
        for (Order order : changed) {
            ShopRef shop = order.ref().shopRef();
            List<Expectation> derived = Expectations.of(order, fees.get(shop.platform()), freight);
            Map<Booked, Money> late =
                    expectations.renew(order, derived, known.getOrDefault(order.id(), List.of()), commit);
            List<Finding> findings = new ArrayList<>();
            late.forEach((booked, amount) -> findings.add(changedLate(booked, amount)));
            breaks.write(shop, List.of(), findings, orders.time().instant(), commit);
        }
    }

    private static Finding changedLate(Booked booked, Money now) {
        Money settled = booked.item().amount();
        String note = "settled with " + settled + ", the order now says " + now;
        return new Finding(
                "CHANGED_AFTER_SETTLEMENT",
                Math.subtractExact(settled.minor(), now.minor()),
                List.of(booked.id()),
                List.of(),
                List.of(),
                "NONE",
                note,
                FinanceTables.OPEN);
    }

    /**
     * Settles a statement of a shop: matches its rows and what earlier runs left undecided with what is expected, keeps
     * breaks, books the result. The same file a second time does nothing.
     */
    public Settlement settle(ShopRef shop, Statement statement, Options options) {
        return run(shop, statement, options);
    }

    /** Looks again at what is open, without a new file: what was young may have become a break by now. */
    public Settlement review(ShopRef shop, Options options) {
        return run(shop, null, options);
    }

    /** The open breaks of a shop, oldest first; what may still come in time is not among them. */
    public List<SettlementBreak> openBreaks(ShopRef shop) {
        return breaks.open(shop).stream()
                .map(BreakBook::view)
                .filter(one -> !one.category().equals("PENDING_TIMING"))
                .toList();
    }

    /** What an order lets us expect, as stored. */
    public List<Expectation> expectations(ShopRef shop, String number) {
        return expectations.named(shop, Set.of(number)).stream()
                .map(stored -> new Expectation(
                        stored.order(),
                        stored.kind(),
                        stored.payer(),
                        stored.items().stream().map(Booked::item).toList()))
                .toList();
    }

    private Settlement run(ShopRef shop, @Nullable Statement statement, Options options) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            follow();
            if (statement != null && isSettled(shop, statement)) {
                return new Settlement(true, List.of(), List.of(), openBreaks(shop), List.of());
            }
            Settlement done = attempt(shop, statement, options);
            if (done != null) {
                return done;
            }
        }
        throw StoreException.passing(
                "The settlement of " + shop + " met other writers " + TRIES + " times.\nTry again.", null);
    }

    private boolean isSettled(ShopRef shop, Statement statement) {
        Query file = Query.by(FinanceTables.TOTAL, "file", shop.platform(), shop.shop(), statement.fileHash());
        return !store.find(file).isEmpty();
    }

    /** One try; null where another writer was faster. */
    private @Nullable Settlement attempt(ShopRef shop, @Nullable Statement statement, Options options) {
        Instant now = orders.time().instant();
        List<Row> open = breaks.open(shop);
        List<Theirs> theirs = new ArrayList<>(BreakBook.undecided(open));
        List<Finding> findings = new ArrayList<>();
        List<Theirs> fresh = List.of();
        if (statement != null) {
            SettlementRows rows = new SettlementRows(statement, numbers(shop, statement, options), options.asOf());
            fresh = rows.records();
            theirs.addAll(fresh);
            findings.addAll(rows.findings());
        }
        SettlementRun run = new SettlementRun(concerned(shop, theirs, options), theirs, options, now);
        run.decide();
        run.book(statement == null ? reviewName(shop, run) : shop + " " + statement.fileHash(), fresh);
        findings.addAll(run.findings());

        Commit.Builder commit = Commit.builder();
        run.changed().forEach(stored -> expectations.save(stored, commit));
        breaks.write(shop, open, findings, now, commit);
        run.bookings().forEach(booking -> commit.insert(row(booking)));
        if (statement != null) {
            commit.insert(total(shop, statement, now));
        }
        if (!store.commit(commit.build()).committed()) {
            return null;
        }
        return new Settlement(false, run.outcomes(), run.matched(), openBreaks(shop), run.bookings());
    }

    /** A review settles items; an item is settled once, so its items name it. */
    private static String reviewName(ShopRef shop, SettlementRun run) {
        return shop + " review "
                + Hashing.sha256().hashString(String.join("\n", run.matched()), StandardCharsets.UTF_8);
    }

    /** Order numbers and group keys that rows of the statement may name. */
    private Set<String> numbers(ShopRef shop, Statement statement, Options options) {
        Set<String> refs = new HashSet<>();
        statement.rows().forEach(row -> refs.addAll(row.orderRefs()));
        Set<String> known = new HashSet<>(options.groups().keySet());
        expectations
                .named(shop, refs)
                .forEach(stored -> known.add(stored.order().number()));
        return known;
    }

    /** Everything open, and what is settled of the orders that the records name. */
    private List<Stored> concerned(ShopRef shop, List<Theirs> theirs, Options options) {
        Map<Long, Stored> concerned = new LinkedHashMap<>();
        expectations.open(shop).forEach(stored -> concerned.put(stored.row().id(), stored));
        Set<String> named = new HashSet<>();
        for (Theirs record : theirs) {
            named.add(record.reference());
            named.addAll(options.groups().getOrDefault(record.reference(), Set.of()));
        }
        expectations
                .named(shop, named)
                .forEach(stored -> concerned.putIfAbsent(stored.row().id(), stored));
        return List.copyOf(concerned.values());
    }

    private Row row(LedgerTransaction booking) {
        ObjectNode body = FinanceJson.object();
        ArrayNode postings = body.putArray("postings");
        for (Posting posting : booking.postings()) {
            postings.addObject()
                    .put("account", posting.account().name())
                    .put("amount", posting.amount().minor())
                    .put("currency", posting.amount().currency().getCurrencyCode());
        }
        return Row.json(
                FinanceTables.BOOKING,
                ids.next(),
                1,
                FinanceJson.text(body),
                booking.reference(),
                booking.cause(),
                booking.at());
    }

    private Row total(ShopRef shop, Statement statement, Instant now) {
        ObjectNode body = FinanceJson.object();
        body.put("charset", statement.charset()).put("rows", statement.rows().size());
        ObjectNode totals = body.putObject("totals");
        statement.totals().forEach((currency, total) -> totals.putObject(currency)
                .put("rows", total.rows())
                .put("gross", total.gross())
                .put("fee", total.fee())
                .put("net", total.net()));
        ArrayNode checks = body.putArray("checks");
        for (Check check : statement.checks()) {
            checks.addObject()
                    .put("name", check.name())
                    .put("expected", check.expected())
                    .put("actual", check.actual());
        }
        return Row.json(
                FinanceTables.TOTAL,
                ids.next(),
                1,
                FinanceJson.text(body),
                shop.platform(),
                shop.shop(),
                statement.fileHash(),
                statement.format(),
                now);
    }
}
