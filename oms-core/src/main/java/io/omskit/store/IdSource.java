package io.omskit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes row ids that grow with time: 41 bits of milliseconds since 2010-01-01T00:00Z, 10 bits of node, 12 bits of sequence, 63 bits in all.
 *
 * <p>Time-ordered keys are appended at the end of every index, which keeps a table of a million rows as fast as a small one. An id
 * source never goes backwards: when its clock does, or when one millisecond needs more than 4,096 ids, it runs ahead of the clock. It is
 * good until September 2079. Two processes that share a database need different nodes, see {@link #leaseNode}. Thread-safe.
 */
public final class IdSource {
    /** How many nodes there are; nodes count from 0. */
    public static final int NODES = 1 << 10;

    private static final long EPOCH = Instant.parse("2010-01-01T00:00:00Z").toEpochMilli();
    private static final int SEQUENCE_BITS = 12;
    private static final int TIME_SHIFT = 22;
    private static final long LAST = (1L << (63 - TIME_SHIFT + SEQUENCE_BITS)) - 1;

    private final InstantSource time;
    private final long node;
    private final AtomicLong last = new AtomicLong();

    private IdSource(InstantSource time, int node) {
        if (node < 0 || node >= NODES) {
            throw new IllegalArgumentException(
                    "Node " + node + " is out of range.\nUse a number from 0 to " + (NODES - 1) + ".");
        }
        this.time = time;
        this.node = node;
    }

    /** An id source on the given clock for one node of a database. */
    public static IdSource of(InstantSource time, int node) {
        return new IdSource(time, node);
    }

    /** The next id, greater than every id this source gave before. A clock before 2010 or after 2079 is an {@link IllegalStateException}. */
    public long next() {
        long millis = time.millis() - EPOCH;
        long now = millis << SEQUENCE_BITS;
        if (millis < 0 || now > LAST) {
            throw new IllegalStateException("The clock says " + Instant.ofEpochMilli(millis + EPOCH)
                    + ", outside the years 2010 to 2079 that ids can hold.\nCorrect the clock.");
        }
        long ticket = last.updateAndGet(before -> Math.max(before + 1, now));
        return ((ticket >>> SEQUENCE_BITS) << TIME_SHIFT)
                | (node << SEQUENCE_BITS)
                | (ticket & ((1 << SEQUENCE_BITS) - 1));
    }

    /** The moment at which an id was made, to the millisecond. */
    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> TIME_SHIFT) + EPOCH);
    }

    /** The smallest id that could be made at that moment: ids of rows made before it are smaller. */
    public static long floor(Instant moment) {
        return Math.max(0, moment.toEpochMilli() - EPOCH) << TIME_SHIFT;
    }

    /**
     * Leases a free node number for one process. The same owner gets its number again and prolongs its lease; a process that could not
     * prolong in time must stop making ids.
     *
     * @throws StoreException where all nodes are taken
     */
    public static int leaseNode(Store store, String owner, Instant now, Duration length) {
        int first = Math.floorMod(owner.hashCode(), NODES);
        for (int i = 0; i < NODES; i++) {
            int node = (first + i) % NODES;
            if (store.lease("node/" + node, owner, now, length).isPresent()) {
                return node;
            }
        }
        throw StoreException.permanent("All " + NODES
                + " node numbers are leased.\nWait for a lease to end, or end processes that are not needed.");
    }
}
