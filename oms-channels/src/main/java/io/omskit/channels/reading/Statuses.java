package io.omskit.channels.reading;

import io.omskit.fact.PlatformStatus;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The general rules by which raw states become the neutral status. Source: channel reference, section 4. */
public final class Statuses {
    private Statuses() {}

    /**
     * The status of a closed or canceled order ("closed*" in the tables).
     *
     * @param saysRefunded whether the platform's own state says fully refunded
     * @param paid what was paid, absent where the payload cannot tell
     * @param refunded what went back, absent where the payload cannot tell
     */
    public static PlatformStatus closed(boolean saysRefunded, @Nullable Money paid, @Nullable Money refunded) {
        if (paid != null && paid.isZero() && !saysRefunded) {
            return PlatformStatus.CLOSED_UNPAID;
        }
        boolean allBack = paid != null && refunded != null && paid.isPositive() && refunded.compareTo(paid) >= 0;
        return saysRefunded || allBack ? PlatformStatus.CLOSED_REFUNDED : PlatformStatus.CANCELED;
    }

    /**
     * The status of an order: closed first, then an open balance, then a hold, then what the table says.
     *
     * @param fromTable what the platform's table gives for the raw value
     * @param balanceOpen whether the deposit is paid and the balance is not
     * @param held whether any field carries a hold value
     */
    public static PlatformStatus of(PlatformStatus fromTable, boolean balanceOpen, boolean held) {
        if (fromTable.isClosed()) {
            return fromTable;
        }
        if (balanceOpen) {
            return PlatformStatus.DEPOSIT_PAID;
        }
        return held ? PlatformStatus.PAID_HOLD : fromTable;
    }

    /**
     * The status of an order whose platform only states its lines: canceled ones do not count unless all are; part to ship and
     * part shipped is {@code PART_SHIPPED}; an unknown line makes the order unknown; else the line that is least far.
     *
     * @return {@code CANCELED} where all lines are, which the caller refines with {@link #closed}; UNKNOWN without lines
     */
    public static PlatformStatus ofLines(Collection<PlatformStatus> lines) {
        List<PlatformStatus> open = new ArrayList<>(lines);
        open.removeIf(PlatformStatus::isClosed);
        if (open.isEmpty()) {
            return lines.isEmpty() ? PlatformStatus.UNKNOWN : PlatformStatus.CANCELED;
        }
        PlatformStatus least = open.get(0);
        boolean shipped = false;
        for (PlatformStatus line : open) {
            least = line.rank() < least.rank() ? line : least;
            shipped |= line.isShippedSomewhere();
        }
        return least == PlatformStatus.TO_SHIP && shipped ? PlatformStatus.PART_SHIPPED : least;
    }
}
