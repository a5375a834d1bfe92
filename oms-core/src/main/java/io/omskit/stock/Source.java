package io.omskit.stock;

import static java.util.Objects.requireNonNull;

import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A place that goods are sent from. A warehouse, a store and a supplier differ in data only.
 *
 * @param id the host's own id, such as {@code W1}
 * @param kind what sort of place it is
 * @param name name for people
 * @param zone zone of its calendar and cut-off
 * @param region code of its region, for distances by centroid; absent when not known
 * @param priority lower goes first
 * @param cutOff orders released until this time leave the same day; absent when there is no such promise
 * @param counted whether its stock is counted; a source that is not counted supplies anything that is fixed to it and is
 *     never chosen by stock
 */
public record Source(
        String id,
        Kind kind,
        String name,
        ZoneId zone,
        @Nullable String region,
        int priority,
        @Nullable LocalTime cutOff,
        boolean counted) {
    private static final int DEFAULT_PRIORITY = 100;

    public Source {
        id = Ids.required("source id", id);
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(zone, "zone");
    }

    /** A source with priority 100, without region and cut-off, named like its id; a supplier is not counted. */
    public static Source of(String id, Kind kind, ZoneId zone) {
        return new Source(id, kind, id, zone, null, DEFAULT_PRIORITY, null, kind != Kind.SUPPLIER);
    }

    /** This source under another name for people. */
    public Source withName(String newName) {
        return new Source(id, kind, newName, zone, region, priority, cutOff, counted);
    }

    /** This source in another region. */
    public Source withRegion(@Nullable String newRegion) {
        return new Source(id, kind, name, zone, newRegion, priority, cutOff, counted);
    }

    /** This source with another priority. */
    public Source withPriority(int newPriority) {
        return new Source(id, kind, name, zone, region, newPriority, cutOff, counted);
    }

    /** This source with another cut-off. */
    public Source withCutOff(@Nullable LocalTime newCutOff) {
        return new Source(id, kind, name, zone, region, priority, newCutOff, counted);
    }

    /** This source, counted or not. */
    public Source withCounted(boolean newCounted) {
        return new Source(id, kind, name, zone, region, priority, cutOff, newCounted);
    }

    /** What sort of place a source is. */
    public enum Kind {
        /** A warehouse of the host. */
        OWN,
        /** A shop with shelves that also ships. */
        STORE,
        /** Somebody who ships on the host's behalf. */
        SUPPLIER,
        /** A warehouse of the platform. */
        PLATFORM
    }
}
