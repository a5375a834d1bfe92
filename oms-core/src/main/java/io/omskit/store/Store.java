package io.omskit.store;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The storage port: rows of declared kinds, bounded counters and leases in one database.
 *
 * <p>Reads see what was committed before they began. Everything that is written goes through {@link #commit}, {@link #claim} and
 * {@link #lease}. All methods may be called by any thread. A failing database is a {@link StoreException}; calls after {@link #close} are an
 * {@link IllegalStateException}. An implementation is right when it passes {@code io.omskit.testkit.StoreContract}.
 */
public interface Store extends AutoCloseable {
    /**
     * Brings the tables of one module to the state that its schema describes. Runs only the scripts that are missing, records them in
     * {@code oms_schema}, renews changed views and checks that the tables agree with the declared kinds. Repeating it changes nothing.
     * A database that is one number ahead is accepted, so that two versions of a program run side by side; one further ahead is refused,
     * and so is a script that differs from the one that ran.
     */
    void migrate(Schema schema);

    /** The rows with these ids in ascending order; ids without a row are left out. */
    List<Row> load(Kind kind, Collection<Long> ids);

    /** The rows that a query describes, in its order. */
    List<Row> find(Query query);

    /** How many rows a query describes, its limit and its starting point not counted. */
    long count(Query query);

    /** The values of counters; a counter that was never adjusted is 0. Every asked key has an entry. */
    Map<String, Long> counters(Collection<String> keys);

    /** Writes everything that the commit holds in one transaction, or nothing. */
    CommitResult commit(Commit commit);

    /**
     * Leases due rows: those in the asked state whose due moment has come, the longest due first. Each returned row has one version more
     * than before, the claimer as owner, one attempt more, and is due again when the lease ends. Two claimers never get the same row at
     * the same version, and neither waits for the other.
     */
    List<Row> claim(Claim claim);

    /**
     * The rows of a {@linkplain Kind#isFeed feed} kind behind a position, in the order of (position, id). A position stands for a commit.
     * A reader that keeps the position of the last row it got never misses a row, however late its commit ends.
     *
     * @param limit about how many rows; a commit is never cut in two, so a large commit may exceed it
     */
    List<Row> feed(Kind kind, long afterPosition, int limit);

    /**
     * Takes or prolongs a named lease. Empty where somebody else holds it. A zero length gives it back and answers empty.
     *
     * @param now the caller's time; the clocks of processes that share a lease may differ by less than its length
     */
    Optional<Lease> lease(String name, String owner, Instant now, Duration length);

    /**
     * A view of this store that works inside the host's own open transaction and never ends it. What the view commits takes effect when
     * the host commits; a refused commit leaves the host's transaction as it was. Only PostgreSQL can do this, other stores answer with
     * {@link UnsupportedOperationException}. The view is used by the thread that owns the connection; closing it does nothing.
     */
    Store joining(Connection connection);

    /** Ends all work and frees the connections. */
    @Override
    void close();

    /**
     * A lease that is held.
     *
     * @param name what is leased
     * @param owner who holds it
     * @param until when it ends unless it is prolonged
     * @param fence grows whenever the lease changes hands; whoever acts under a lease hands it on, so that the late can be refused
     */
    record Lease(String name, String owner, Instant until, long fence) {}
}
