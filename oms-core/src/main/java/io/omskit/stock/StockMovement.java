package io.omskit.stock;

import io.omskit.catalog.Sku;
import io.omskit.fact.StockFact;
import io.omskit.stock.StockCounters.Counter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One entry of the append-only stock ledger: what happened, where, how much, for whom and why. {@link #deltas} is
 * the single place that knows what an entry does to the counters.
 *
 * <p>Two sorts of entries differ in who decides. <em>Plans</em> (reserve, transfer out, use of a quota) are refused where
 * they would take more than is free. <em>Facts</em> (receive, adjust, commit, return, damage, safety) are never refused: the
 * world has already changed. A count below what is reserved therefore makes {@code free} negative, which is the alert that
 * too much was promised; nothing more can be reserved until it is positive again.
 */
public sealed interface StockMovement {
    /** The largest quantity of one entry, in steps. */
    long MAX_QUANTITY = 1_000_000_000_000L;

    /** What happened. */
    Op op();

    /** The SKU that moved. */
    Sku sku();

    /** How much, in steps. */
    long quantity();

    /** For whom: the order part, delivery or count. A reservation is released and committed under its own reference. */
    String reference();

    /** Why, in a code or a few words, without personal data; may be empty. */
    String reason();

    /** What the entry does to the counters. */
    List<Delta> deltas();

    /**
     * The counter changes of all entries together, one per key in key order. What is released and reserved again in one commit
     * cancels out first, so that a reservation can change its reference even where free is negative; only what is asked for
     * beyond that has a floor.
     */
    static List<Delta> net(Collection<? extends StockMovement> movements) {
        TreeMap<String, NetChange> byKey = new TreeMap<>();
        for (StockMovement movement : movements) {
            for (Delta delta : movement.deltas()) {
                byKey.computeIfAbsent(delta.key(), NetChange::new).add(movement.op(), delta);
            }
        }
        return byKey.values().stream()
                .map(NetChange::delta)
                .filter(delta -> delta.delta() != 0 || delta.floor() != Delta.NO_FLOOR)
                .toList();
    }

    /**
     * What a source's own word means for the books: a delivery, a correction, or the correction that makes the books agree with
     * a count. Empty where the books need no change.
     *
     * @param fact a word about one cell, in the measure of the SKU
     * @param onHand what the books say is on hand, in steps, damaged goods included
     */
    static Optional<StockMovement> from(StockFact fact, long onHand) {
        StockCell cell = new StockCell(fact.source(), new Sku(fact.sku()));
        long steps = fact.quantity().steps();
        long change = fact.kind() == StockFact.Kind.COUNTED ? Math.subtractExact(steps, onHand) : steps;
        if (change == 0) {
            return Optional.empty();
        }
        return Optional.of(
                fact.kind() == StockFact.Kind.RECEIVED
                        ? receive(cell, change, fact.reference())
                        : adjust(cell, change, fact.reference(), fact.kind().name()));
    }

    /** Goods arrive. */
    static StockMovement receive(StockCell cell, long quantity, String reference) {
        return new Goods(Op.RECEIVE, cell, quantity, reference, "");
    }

    /** The books are corrected, either sign. */
    static StockMovement adjust(StockCell cell, long change, String reference, String reason) {
        return new Goods(Op.ADJUST, cell, change, reference, reason);
    }

    /** Free goods are promised to the reference; refused where less is free. */
    static StockMovement reserve(StockCell cell, long quantity, String reference) {
        return new Goods(Op.RESERVE, cell, quantity, reference, "");
    }

    /** A promise ends without shipping. */
    static StockMovement release(StockCell cell, long quantity, String reference) {
        return new Goods(Op.RELEASE, cell, quantity, reference, "");
    }

    /** Promised goods have left. */
    static StockMovement commit(StockCell cell, long quantity, String reference) {
        return new Goods(Op.COMMIT, cell, quantity, reference, "");
    }

    /** Good goods came back; damaged ones are returned and then {@linkplain #damage damaged}. */
    static StockMovement returned(StockCell cell, long quantity, String reference) {
        return new Goods(Op.RETURN, cell, quantity, reference, "");
    }

    /** Free goods leave for another source, where {@link #transferIn} books them. */
    static StockMovement transferOut(StockCell from, long quantity, String reference) {
        return new Goods(Op.TRANSFER, from, Math.negateExact(quantity), reference, "");
    }

    /** Goods of a transfer arrive. */
    static StockMovement transferIn(StockCell to, long quantity, String reference) {
        return new Goods(Op.TRANSFER, to, quantity, reference, "");
    }

    /** Goods on hand turn out damaged, or with a negative change good again. */
    static StockMovement damage(StockCell cell, long change, String reference, String reason) {
        return new Goods(Op.DAMAGE, cell, change, reference, reason);
    }

    /** The part that is never offered grows, or with a negative change shrinks. */
    static StockMovement safety(StockCell cell, long change, String reference) {
        return new Goods(Op.SAFETY, cell, change, reference, "");
    }

    /** A quota is used, or with a negative quantity given back; refused above its limit. */
    static StockMovement quota(Quota quota, long quantity, String reference) {
        return new QuotaUse(quota, quantity, reference, "");
    }

    /** The operations of the ledger. */
    enum Op {
        RECEIVE(false),
        ADJUST(true),
        RESERVE(false),
        RELEASE(false),
        COMMIT(false),
        RETURN(false),
        /** Negative at the source that gives, positive at the source that takes. */
        TRANSFER(true),
        DAMAGE(true),
        SAFETY(true),
        QUOTA(true);

        private final boolean signed;

        Op(boolean signed) {
            this.signed = signed;
        }

        private long checked(Object subject, long quantity) {
            if (signed ? quantity == 0 : quantity <= 0) {
                throw new IllegalArgumentException(this + " of " + subject + " has quantity " + quantity + ".\nGive "
                        + (signed
                                ? "a quantity other than zero."
                                : "a positive quantity; the operation is the direction."));
            }
            if (quantity < -MAX_QUANTITY || quantity > MAX_QUANTITY) {
                throw new IllegalArgumentException(this + " of " + subject + " has quantity " + quantity
                        + ", the most is " + MAX_QUANTITY + ".\nCheck the reader of the quantity.");
            }
            return quantity;
        }
    }

    /**
     * A movement of goods at one cell.
     *
     * @param op what happened, anything but {@link Op#QUOTA}
     * @param cell where
     * @param quantity how much, in steps; signed for ADJUST, TRANSFER, DAMAGE and SAFETY, else positive
     * @param reference for whom
     * @param reason why, may be empty
     */
    record Goods(Op op, StockCell cell, long quantity, String reference, String reason) implements StockMovement {
        public Goods {
            if (op == Op.QUOTA) {
                throw new IllegalArgumentException(
                        "a movement of goods at " + cell + " cannot use a quota.\nUse StockMovement.quota.");
            }
            quantity = op.checked(cell, quantity);
            reference = Ids.required("reference of a stock movement", reference);
        }

        @Override
        public Sku sku() {
            return cell.sku();
        }

        @Override
        public List<Delta> deltas() {
            return switch (op) {
                case RECEIVE, ADJUST, RETURN -> List.of(free(quantity), fact(Counter.ON_HAND, quantity));
                case RESERVE -> List.of(free(-quantity).withFloor(0));
                case RELEASE -> List.of(free(quantity));
                // what was reserved leaves: on hand and reserved shrink together, free stays
                case COMMIT -> List.of(fact(Counter.ON_HAND, -quantity));
                case TRANSFER ->
                    List.of(
                            quantity < 0 ? free(quantity).withFloor(0) : free(quantity),
                            fact(Counter.ON_HAND, quantity));
                case DAMAGE -> List.of(part(Counter.DAMAGED), free(-quantity));
                case SAFETY -> List.of(part(Counter.SAFETY), free(-quantity));
                case QUOTA -> throw new AssertionError("refused at birth");
            };
        }

        private Delta free(long delta) {
            return fact(Counter.FREE, delta);
        }

        private Delta part(Counter counter) {
            return quantity < 0 ? fact(counter, quantity).withFloor(0) : fact(counter, quantity);
        }

        private Delta fact(Counter counter, long delta) {
            return new Delta(StockCounters.key(cell, counter), delta, Delta.NO_FLOOR);
        }
    }

    /**
     * Use of a quota, or its return.
     *
     * @param quota the quota with the limit that applies now
     * @param quantity how much, in steps; negative gives back
     * @param reference for whom
     * @param reason why, may be empty
     */
    record QuotaUse(Quota quota, long quantity, String reference, String reason) implements StockMovement {
        public QuotaUse {
            quantity = Op.QUOTA.checked(quota.key(), quantity);
            reference = Ids.required("reference of a stock movement", reference);
        }

        @Override
        public Op op() {
            return Op.QUOTA;
        }

        @Override
        public Sku sku() {
            return quota.sku();
        }

        @Override
        public List<Delta> deltas() {
            return List.of(new Delta(quota.key(), -quantity, quantity > 0 ? -quota.limit() : Delta.NO_FLOOR));
        }
    }

    /**
     * A change of one bounded counter.
     *
     * @param key name of the counter
     * @param delta what is added
     * @param floor the change is refused where it would leave less than this; {@link #NO_FLOOR} is never refused
     */
    record Delta(String key, long delta, long floor) {
        /** A change with this floor is never refused. */
        public static final long NO_FLOOR = Long.MIN_VALUE;

        /** Whether the change may be applied to a counter with this value. */
        public boolean allowedAt(long value) {
            return floor == NO_FLOOR || Math.addExact(value, delta) >= floor;
        }

        Delta withFloor(long newFloor) {
            return new Delta(key, delta, newFloor);
        }
    }
}
