package io.omskit.engine.planning;

import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many parcels each source still takes today. What is released counts, on the day on which it was released. */
final class Capacity {
    private final Work work;
    private final Sources sources;
    private final Map<String, Long> most;

    Capacity(Work work, Sources sources, FulfillmentPolicy policy) {
        this.work = work;
        this.sources = sources;
        this.most = policy.parcelsADay();
    }

    /** What is left today, by source; sources without a limit are not named. */
    Map<String, Long> left() {
        Map<String, String> keys = new TreeMap<>();
        most.keySet().forEach(source -> keys.put(source, key(source, work.now())));
        Map<String, Long> used = work.counters().used(keys.values());
        Map<String, Long> left = new TreeMap<>();
        keys.forEach((source, key) ->
                left.put(source, Math.max(0, most.getOrDefault(source, 0L) - used.getOrDefault(key, 0L))));
        return left;
    }

    /** Whether any source has a limit. */
    boolean isLimited() {
        return !most.isEmpty();
    }

    /** Whether the source takes one parcel more today. */
    boolean hasRoom(String source) {
        return !most.containsKey(source) || left().getOrDefault(source, 0L) > 0;
    }

    /** Takes the room of a parcel that is released now. */
    void take(FulfillmentOrder released) {
        Long limit = most.get(released.source());
        if (limit != null) {
            work.use(released.allocations().get(0).orderId(), key(released.source(), work.now()), 1, limit);
        }
    }

    /** Gives the room of a released parcel back, on its own day. */
    void giveBack(FulfillmentOrder withdrawn) {
        Long limit = most.get(withdrawn.source());
        Instant released = withdrawn.releasedAt();
        if (limit != null && released != null && !withdrawn.allocations().isEmpty()) {
            work.use(withdrawn.allocations().get(0).orderId(), key(withdrawn.source(), released), -1, limit);
        }
    }

    /** When a source that takes nothing more today begins its next day; absent where none is full. */
    Optional<Instant> nextRoom() {
        return left().entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(entry -> nextDay(entry.getKey()))
                .min(Instant::compareTo);
    }

    /** When the next day of a source begins. */
    Instant nextDay(String source) {
        ZoneId zone = zone(source);
        return work.now()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    private String key(String source, Instant at) {
        LocalDate day = at.atZone(zone(source)).toLocalDate();
        return "parcels/" + source + "/" + day;
    }

    private ZoneId zone(String id) {
        Source source = sources.find(id);
        return source == null ? ZoneOffset.UTC : source.zone();
    }
}
