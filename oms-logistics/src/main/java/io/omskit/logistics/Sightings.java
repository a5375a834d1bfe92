package io.omskit.logistics;

import io.omskit.fact.TrackingFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one list of what several sources told: a scan that two of them report is one event that names both. Source: logistics
 * reference 2.3.
 */
final class Sightings {
    /** How far the clocks of a carrier and an aggregator may differ for one scan. */
    private static final Duration SAME_SCAN = Duration.ofMinutes(2);

    private static final Pattern CITY = Pattern.compile("^(?:.{2,8}?(?:省|自治区))?(.{2,10}?)(?:市|地区|自治州|盟)");
    private static final Pattern BRACKETS = Pattern.compile("[\\[\\]【】()（）\\s]+");

    private Sightings() {}

    /** All events of all sources, each once, in the order of the timeline. */
    static List<TrackingEvent> merged(String carrier, Collection<Told> sources) {
        Map<TrackingEvent.Identity, List<TrackingEvent>> same = new LinkedHashMap<>();
        sources.forEach(source -> source.events()
                .forEach(event -> same.computeIfAbsent(event.identity(), key -> new ArrayList<>())
                        .add(event)));
        List<TrackingEvent> own = new ArrayList<>();
        List<TrackingEvent> relayed = new ArrayList<>();
        for (List<TrackingEvent> reports : same.values()) {
            TrackingEvent event = one(carrier, reports);
            (event.isToldBy(carrier) ? own : relayed).add(event);
        }
        own.sort(TrackingEvent.BY_TIME);
        relayed.sort(TrackingEvent.BY_TIME);
        return absorbed(own, relayed);
    }

    /** Reports of one scan by several interfaces: the carrier's own words count, all are named. */
    private static TrackingEvent one(String carrier, List<TrackingEvent> reports) {
        Predicate<TrackingEvent> own = event -> event.isToldBy(carrier);
        TrackingEvent best = reports.stream()
                .max(Comparator.comparing(own::test).thenComparing(TrackingEvent.BY_TIME))
                .orElseThrow();
        return best.toldBy(
                reports.stream().flatMap(event -> event.toldBy().stream()).toList(), earliest(reports));
    }

    /** Aggregators' reports of scans that the carrier reported too are dropped; the carrier's events name them. */
    private static List<TrackingEvent> absorbed(List<TrackingEvent> own, List<TrackingEvent> relayed) {
        List<List<TrackingEvent>> also = new ArrayList<>();
        own.forEach(event -> also.add(new ArrayList<>(List.of(event))));
        List<TrackingEvent> result = new ArrayList<>();
        for (TrackingEvent event : relayed) {
            int nearest = nearest(own, event);
            if (nearest < 0) {
                result.add(event);
            } else {
                also.get(nearest).add(event);
            }
        }
        for (int i = 0; i < own.size(); i++) {
            List<TrackingEvent> reports = also.get(i);
            List<String> names =
                    reports.stream().flatMap(event -> event.toldBy().stream()).toList();
            result.add(own.get(i).toldBy(names, earliest(reports)));
        }
        result.sort(TrackingEvent.BY_TIME);
        return List.copyOf(result);
    }

    private static int nearest(List<TrackingEvent> own, TrackingEvent relayed) {
        int best = -1;
        Duration least = SAME_SCAN;
        for (int i = 0; i < own.size(); i++) {
            TrackingEvent event = own.get(i);
            Duration apart = Duration.between(event.at(), relayed.at()).abs();
            boolean nearer = best < 0 ? apart.compareTo(least) <= 0 : apart.compareTo(least) < 0;
            if (nearer
                    && event.type() == relayed.type()
                    && event.type() != TrackingEventType.UNMAPPED
                    && city(event.place()).equals(city(relayed.place()))) {
                best = i;
                least = apart;
            }
        }
        return best;
    }

    private static Instant earliest(List<TrackingEvent> reports) {
        return reports.stream()
                .map(TrackingEvent::receivedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The city in a printed place: {@code 广东省深圳市南山区} and {@code 【深圳】} are one city. */
    static String city(@Nullable String place) {
        if (place == null) {
            return "";
        }
        String text = BRACKETS.matcher(place).replaceAll("");
        Matcher matcher = CITY.matcher(text);
        return matcher.find() ? matcher.group(1) : text;
    }

    /**
     * What one source told of one parcel: since its last snapshot, each event once. Two of them join into one whatever the
     * order: the later snapshot counts, events received before it are gone, of two reports of one event the later one counts.
     *
     * @param snapshotAt when the last snapshot was received; absent for a source that only adds
     * @param events in the order of the timeline
     */
    record Told(@Nullable Instant snapshotAt, List<TrackingEvent> events) {
        private static final Comparator<TrackingEvent> NEWEST =
                Comparator.comparing(TrackingEvent::receivedAt).thenComparing(TrackingEvent.BY_TIME);

        Told {
            events = events.stream().sorted(TrackingEvent.BY_TIME).toList();
        }

        static Told of(TrackingFact fact) {
            List<TrackingEvent> events = fact.events().stream()
                    .map(event -> TrackingEvent.of(fact, event))
                    .toList();
            return new Told(fact.snapshot() ? fact.provenance().receivedAt() : null, once(events));
        }

        Told with(Told other) {
            Instant later = later(snapshotAt, other.snapshotAt);
            Collection<TrackingEvent> all =
                    once(Stream.concat(events.stream(), other.events.stream()).toList());
            return new Told(
                    later,
                    all.stream()
                            .filter(event ->
                                    later == null || !event.receivedAt().isBefore(later))
                            .toList());
        }

        Told withoutTexts() {
            return new Told(
                    snapshotAt, events.stream().map(TrackingEvent::withoutText).toList());
        }

        private static List<TrackingEvent> once(List<TrackingEvent> events) {
            Map<TrackingEvent.Identity, TrackingEvent> once = new HashMap<>();
            for (TrackingEvent event : events) {
                once.merge(event.identity(), event, (a, b) -> NEWEST.compare(a, b) >= 0 ? a : b);
            }
            return List.copyOf(once.values());
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }
}
