package io.omskit.fact;

/**
 * The platform's status in neutral words. The raw value always stays beside it.
 *
 * <p>The order of the constants is the order of progress; {@link #rank} decides ties between two readings of one moment.
 */
public enum PlatformStatus {
    /** A value that no mapping knows: the order waits and an alert is raised. */
    UNKNOWN(0),
    UNPAID(1),
    DEPOSIT_PAID(2),
    /** Paid or payment secured, shipping not yet allowed. */
    PAID_HOLD(3),
    TO_SHIP(4),
    PART_SHIPPED(5),
    SHIPPED(6),
    SIGNED(7),
    FINISHED(8),
    CLOSED_UNPAID(9),
    /** Closed; whether money went back is not told. */
    CANCELED(10),
    CLOSED_REFUNDED(11);

    private final int rank;

    PlatformStatus(int rank) {
        this.rank = rank;
    }

    /** Progress, growing; closed states outrank all others. */
    public int rank() {
        return rank;
    }

    /** Whether nothing may be shipped any more. */
    public boolean isClosed() {
        return this == CLOSED_UNPAID || this == CANCELED || this == CLOSED_REFUNDED;
    }

    /** Whether the buyer's payment is complete or secured as far as the platform says. */
    public boolean isPaid() {
        return rank >= PAID_HOLD.rank && rank <= FINISHED.rank;
    }

    /** Whether the platform has already seen goods leave. */
    public boolean isShippedSomewhere() {
        return rank >= PART_SHIPPED.rank && rank <= FINISHED.rank;
    }
}
