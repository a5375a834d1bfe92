package io.omskit.stock;

import static java.util.Objects.requireNonNull;

import io.omskit.address.Region;
import io.omskit.address.Regions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
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
 * @param duty what it sends, where and when
 */
public record Source(
        String id,
        Kind kind,
        String name,
        ZoneId zone,
        @Nullable String region,
        int priority,
        @Nullable LocalTime cutOff,
        boolean counted,
        Duty duty) {
    private static final int DEFAULT_PRIORITY = 100;
    private static final int DAYS_AHEAD = 366;

    public Source {
        id = Ids.required("source id", id);
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(zone, "zone");
        requireNonNull(duty, "duty");
    }

    /** A source with priority 100, without region and cut-off, named like its id; a supplier is not counted. */
    public static Source of(String id, Kind kind, ZoneId zone) {
        return new Source(id, kind, id, zone, null, DEFAULT_PRIORITY, null, kind != Kind.SUPPLIER, Duty.ANY);
    }

    /** This source under another name for people. */
    public Source withName(String newName) {
        return new Source(id, kind, newName, zone, region, priority, cutOff, counted, duty);
    }

    /** This source in another region. */
    public Source withRegion(@Nullable String newRegion) {
        return new Source(id, kind, name, zone, newRegion, priority, cutOff, counted, duty);
    }

    /** This source with another priority. */
    public Source withPriority(int newPriority) {
        return new Source(id, kind, name, zone, region, newPriority, cutOff, counted, duty);
    }

    /** This source with another cut-off. */
    public Source withCutOff(@Nullable LocalTime newCutOff) {
        return new Source(id, kind, name, zone, region, priority, newCutOff, counted, duty);
    }

    /** This source, counted or not. */
    public Source withCounted(boolean newCounted) {
        return new Source(id, kind, name, zone, region, priority, cutOff, newCounted, duty);
    }

    /** This source with another duty. */
    public Source withDuty(Duty newDuty) {
        return new Source(id, kind, name, zone, region, priority, cutOff, counted, newDuty);
    }

    /** Whether it ever leaves goods lying: it has a cut-off or closed days. */
    public boolean hasCalendar() {
        return cutOff != null
                || !duty.closedWeekdays().isEmpty()
                || !duty.closedDays().isEmpty();
    }

    /** The day, in its zone, on which work that it gets at this moment leaves; absent where it is closed for a year. */
    public @Nullable LocalDate leavesOn(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalDate day = local.toLocalDate();
        boolean late = cutOff != null && local.toLocalTime().isAfter(cutOff);
        for (int i = late ? 1 : 0; i <= DAYS_AHEAD; i++) {
            if (duty.isOpen(day.plusDays(i))) {
                return day.plusDays(i);
            }
        }
        return null;
    }

    /**
     * What a source sends, where and when.
     *
     * @param closedWeekdays days of the week on which nothing leaves
     * @param closedDays further days on which nothing leaves
     * @param regions codes of the regions it serves, with everything in them; absent for all
     * @param classes handling classes that it may handle; absent for all. Goods without a class may be handled by anybody
     */
    public record Duty(
            Set<DayOfWeek> closedWeekdays,
            Set<LocalDate> closedDays,
            @Nullable Set<String> regions,
            @Nullable Set<String> classes) {
        /** Anything, anywhere, every day. */
        public static final Duty ANY = new Duty(Set.of(), Set.of(), null, null);

        public Duty {
            closedWeekdays = Collections.unmodifiableSet(new TreeSet<>(closedWeekdays));
            closedDays = Collections.unmodifiableSet(new TreeSet<>(closedDays));
            regions = regions == null ? null : Collections.unmodifiableSet(whole(regions));
            classes = classes == null ? null : Collections.unmodifiableSet(new TreeSet<>(classes));
        }

        /** Codes as the region table prints them, however short they were given. */
        private static Set<String> whole(Set<String> codes) {
            Set<String> whole = new TreeSet<>();
            codes.forEach(code ->
                    whole.add(Regions.bundled().find(code).map(Region::code).orElse(code)));
            return whole;
        }

        /** This with other closed days. */
        public Duty withClosed(Set<DayOfWeek> weekdays, Set<LocalDate> days) {
            return new Duty(weekdays, days, regions, classes);
        }

        /** This for these regions only. */
        public Duty withRegions(@Nullable Set<String> codes) {
            return new Duty(closedWeekdays, closedDays, codes, classes);
        }

        /** This for these handling classes only. */
        public Duty withClasses(@Nullable Set<String> licensed) {
            return new Duty(closedWeekdays, closedDays, regions, licensed);
        }

        boolean isOpen(LocalDate day) {
            return !closedWeekdays.contains(day.getDayOfWeek()) && !closedDays.contains(day);
        }

        /** Whether goods of these classes may be handled. */
        public boolean handles(Collection<String> wanted) {
            return classes == null || classes.containsAll(wanted);
        }
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
