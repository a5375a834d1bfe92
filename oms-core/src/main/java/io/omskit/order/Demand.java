package io.omskit.order;

import io.omskit.catalog.Sku;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of one SKU that an order line needs. All quantities are in the smallest step of the measure.
 *
 * <p>Invariant Q1: {@code unplanned + missing + allocated + canceled = needed}. The counters follow from the sale and
 * from the allocations; nothing else writes them.
 *
 * @param index position in the order, stable for its life
 * @param lineId the line it belongs to
 * @param sku what is needed
 * @param measure how it is counted
 * @param origin why it is needed
 * @param ratio steps of this demand for one step of the line
 * @param shareWeight weight by which the demands of one line share the line's money; zero for gifts
 * @param bundle the bundle it is a component of
 * @param shipTogether whether the components of the bundle must travel together
 * @param source who must fulfill it, where the channel has decided that
 * @param presale whether it is sold before stock exists
 * @param shipBy until when to hand over, where the platform promised it for the line
 * @param ruleId what made it: the rule of a gift as {@code id@version}, the reference of an exchange
 * @param triggers for gifts, the lines that earned it, in any member of a merged group
 * @param needed what the sale asks for
 * @param canceled what is not needed any more
 * @param withdrawn units canceled by command rather than by the channel; part of {@code canceled}
 * @param unplanned what no decision has looked at yet
 * @param missing what the last plan found no stock for
 * @param allocated what fulfillment orders hold
 * @param progress how far the allocated units have come
 */
public record Demand(
        int index,
        String lineId,
        Sku sku,
        Measure measure,
        Origin origin,
        long ratio,
        long shareWeight,
        @Nullable String bundle,
        boolean shipTogether,
        @Nullable String source,
        boolean presale,
        @Nullable Instant shipBy,
        @Nullable String ruleId,
        List<Trigger> triggers,
        long needed,
        long canceled,
        long withdrawn,
        long unplanned,
        long missing,
        long allocated,
        Progress progress) {

    public Demand {
        triggers = List.copyOf(triggers);
        if (ratio <= 0) {
            throw new IllegalArgumentException("demand " + index + " of line " + lineId + " has ratio " + ratio
                    + ".\nOne unit sold needs at least one step of the SKU; mend the listing or bundle.");
        }
    }

    /** Why something is needed. */
    public enum Origin {
        SOLD,
        COMPONENT,
        GIFT,
        REPLACEMENT
    }

    /**
     * A line that earned a gift.
     *
     * @param orderId the order of the line
     * @param lineId the line
     */
    public record Trigger(long orderId, String lineId) {}

    /** Whether the buyer pays for it; gifts and replacements come on top. */
    public boolean isSold() {
        return origin == Origin.SOLD || origin == Origin.COMPONENT;
    }

    /** What still has to be planned or is planned and can still move. */
    public long open() {
        return needed - canceled - progress.shipped();
    }

    /** What a plan may allocate: not canceled and not yet in a fulfillment order. */
    public long plannable() {
        return unplanned + missing;
    }

    public Quantity quantity(long steps) {
        return Quantity.of(steps, measure);
    }

    /** The same demand with another split of what is not allocated. */
    public Demand withPlan(long newUnplanned, long newMissing, long newAllocated) {
        return with(needed, canceled, withdrawn, newUnplanned, newMissing, newAllocated, progress);
    }

    /**
     * The same demand asking for less, as a plan is to see it that must leave these units out. Nothing of it counts as missing.
     *
     * @param steps at most what is {@linkplain #plannable plannable}
     */
    public Demand lessNeeded(long steps) {
        return with(needed - steps, canceled, withdrawn, plannable() - steps, 0, allocated, progress);
    }

    /** The same demand with the progress of its allocations. */
    public Demand withProgress(Progress newProgress) {
        return with(needed, canceled, withdrawn, unplanned, missing, allocated, newProgress);
    }

    /** The same demand after more of it was canceled by command. */
    public Demand withWithdrawn(long newWithdrawn) {
        return with(needed, canceled, newWithdrawn, unplanned, missing, allocated, progress);
    }

    /**
     * The same demand after the sale changed. What is not needed any more is taken from what is unplanned, then from
     * what is missing; a rest makes {@code unplanned} negative until the plan has given allocations back, which happens
     * before the commit.
     */
    Demand withNeed(long newNeeded, long newCanceled) {
        long rest = newNeeded - newCanceled - allocated;
        long newMissing = Math.max(0, Math.min(missing, rest));
        return with(newNeeded, newCanceled, withdrawn, rest - newMissing, newMissing, allocated, progress);
    }

    private Demand with(
            long newNeeded,
            long newCanceled,
            long newWithdrawn,
            long newUnplanned,
            long newMissing,
            long newAllocated,
            Progress newProgress) {
        return new Demand(
                index,
                lineId,
                sku,
                measure,
                origin,
                ratio,
                shareWeight,
                bundle,
                shipTogether,
                source,
                presale,
                shipBy,
                ruleId,
                triggers,
                newNeeded,
                newCanceled,
                newWithdrawn,
                newUnplanned,
                newMissing,
                newAllocated,
                newProgress);
    }
}
