package io.omskit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for due work, see {@link Store#claim}.
 *
 * @param kind a claimable kind
 * @param state the state that rows must be in
 * @param owner who claims
 * @param now the caller's time: rows due at or before it are due
 * @param length how long the rows are leased; they are due again after it unless they are changed or deleted before
 * @param limit how many rows at most
 * @param column a declared column that must have one of the values, null where every row will do
 * @param values the wanted values in stored form, empty where every row will do
 */
public record Claim(
        Kind kind,
        String state,
        String owner,
        Instant now,
        Duration length,
        int limit,
        @Nullable String column,
        List<Object> values) {
    /** The most rows that one claim may take. */
    public static final int MAX_LIMIT = 10_000;

    /** Checks the parts. */
    public Claim {
        if (!kind.isClaimable()) {
            throw new IllegalArgumentException("Kind " + kind + " is not claimable.\nDeclare it claimable.");
        }
        if (limit < 1 || limit > MAX_LIMIT || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("A claim of " + kind + " asks for " + limit + " rows for " + length
                    + ".\nTake 1 to " + MAX_LIMIT + " rows for a positive time.");
        }
        Row.requireText("A state", state);
        Row.requireText("An owner", owner);
        values = List.copyOf(values);
    }

    /** A claim of any due rows in a state. */
    public static Claim of(Kind kind, String state, String owner, Instant now, Duration length, int limit) {
        return new Claim(kind, state, owner, now, length, limit, null, List.of());
    }

    /** This claim for rows only that have one of the values in a column, for instance a lane. No values: no rows. */
    public Claim only(String only, Collection<?> wanted) {
        Kind.Column declared = kind.columns().get(kind.position(only));
        List<Object> stored = Query.stored(kind, declared, wanted);
        return new Claim(kind, state, owner, now, length, limit, only, stored);
    }

    /** A due row as this claim takes it: leased until the end of the claim, one version and one attempt further. */
    public Row taken(Row row) {
        Row.Due due = row.due();
        int attempts = due == null ? 0 : due.attempts();
        return row.at(row.version() + 1, 0, new Row.Due(state, until(), owner, attempts + 1));
    }

    /** When the lease of the claimed rows ends. */
    public Instant until() {
        return Instant.ofEpochMilli(now.plus(length).toEpochMilli());
    }
}
