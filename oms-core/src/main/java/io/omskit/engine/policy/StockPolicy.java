package io.omskit.engine.policy;

import io.omskit.stock.Quotas;
import java.time.Duration;

/**
 * When stock is taken for an order, how much each channel may sell, and whether channels are told what is left.
 *
 * @param lock from when on an order is planned and its stock reserved
 * @param unpaidFor how long an unpaid order keeps its stock under {@link Lock#ON_ORDER}, from when it was placed
 * @param quotas what caps the sale of single SKUs
 * @param uploads whether the available quantity of listings is uploaded to their shops whenever it may have changed
 */
public record StockPolicy(Lock lock, Duration unpaidFor, Quotas quotas, boolean uploads) {
    private static final StockPolicy DEFAULTS =
            new StockPolicy(Lock.ON_PAYMENT, Duration.ofMinutes(30), Quotas.none(), false);

    public StockPolicy {
        if (unpaidFor.isNegative() || unpaidFor.isZero()) {
            throw new IllegalArgumentException("unpaid orders keep their stock for " + unpaidFor
                    + ".\nGive a positive duration, or lock the stock at another moment than ON_ORDER.");
        }
    }

    /**
     * The moment from which on an order is planned; there is one level of reservation, the plan itself, which moves freely
     * until it is released. Whatever the moment, nothing is released before the gates of the flow are open.
     *
     * <p>The first two look through the gate {@value #UNPAID} of the flow; every other hold that forbids planning counts
     * under all of them.
     */
    public enum Lock {
        /** As soon as it is known, for a time; what is not paid by then gives its stock back. */
        ON_ORDER,
        /** When the deposit of a presale is paid. */
        ON_DEPOSIT,
        /** When it is paid in full: as the gates of the flow say. */
        ON_PAYMENT,
        /** When every gate that keeps it from being released is open. */
        ON_APPROVAL;

        /** The gate at which orders wait for their money. */
        public static final String UNPAID = "UNPAID";
    }

    /** Locks on payment, without quotas, without uploads. */
    public static StockPolicy defaults() {
        return DEFAULTS;
    }

    /** The same with another lock moment. */
    public StockPolicy withLock(Lock moment) {
        return new StockPolicy(moment, unpaidFor, quotas, uploads);
    }

    /** Locks the stock of unpaid orders for so long from when they were placed. */
    public StockPolicy withLockOnOrder(Duration keep) {
        return new StockPolicy(Lock.ON_ORDER, keep, quotas, uploads);
    }

    /** The same with other quotas. */
    public StockPolicy withQuotas(Quotas caps) {
        return new StockPolicy(lock, unpaidFor, caps, uploads);
    }

    /** The same with uploads of stock switched on or off. */
    public StockPolicy withUploads(boolean on) {
        return new StockPolicy(lock, unpaidFor, quotas, on);
    }
}
