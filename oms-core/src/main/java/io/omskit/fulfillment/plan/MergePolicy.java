package io.omskit.fulfillment.plan;

import java.time.Duration;

/**
 * When orders of one consignee may travel together. Source: domain rules.
 *
 * @param enabled whether orders are merged at all
 * @param acrossShops whether orders of different shops may be merged
 * @param window how far apart the payments of two members may be at most
 */
public record MergePolicy(boolean enabled, boolean acrossShops, Duration window) {
    public MergePolicy {
        if (window.isNegative()) {
            throw new IllegalArgumentException(
                    "merge window is " + window + ".\nGive a positive duration; MergePolicy.off() merges nothing.");
        }
    }

    /** Merges orders of one shop that were paid within 24 hours. */
    public static MergePolicy defaults() {
        return new MergePolicy(true, false, Duration.ofHours(24));
    }

    /** Merges nothing. */
    public static MergePolicy off() {
        return new MergePolicy(false, false, Duration.ZERO);
    }
}
