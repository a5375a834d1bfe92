package io.omskit.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How fast and how punctually goods arrived, over all and by key: a region, a source, a carrier.
 *
 * <p>Handling is from placing to hand-over, transit from hand-over to delivery, delivery from placing to delivery. On time is
 * told twice: by date (delivered on or before the promised day, days being those of the shop's zone) and by instant
 * (delivered at or before the promised moment, stricter where a promise names a midnight).
 *
 * <p>A roll-up, see the package. Not safe for several threads.
 */
public final class Timeliness {
    private final Figures overall = new Figures();
    private final TreeMap<String, Figures> byKey = new TreeMap<>();

    /** Nothing counted yet. */
    public Timeliness() {}

    /**
     * One delivered order or parcel.
     *
     * @param placedAt when it was ordered
     * @param handedOverAt when the carrier took it; without it the delivery has no handling and no transit time
     * @param deliveredAt when it arrived
     * @param promisedAt when it was to arrive; without it the delivery is neither on time nor late
     * @param zone the zone of the shop, whose days count
     */
    public record Delivery(
            Instant placedAt,
            @Nullable Instant handedOverAt,
            Instant deliveredAt,
            @Nullable Instant promisedAt,
            ZoneId zone) {
        /** Refuses times that lie more than a thousand years apart. */
        public Delivery {
            Histogram.requireCountable(Duration.between(placedAt, deliveredAt));
            if (handedOverAt != null) {
                Histogram.requireCountable(Duration.between(placedAt, handedOverAt));
                Histogram.requireCountable(Duration.between(handedOverAt, deliveredAt));
            }
            if (promisedAt != null) {
                Histogram.requireCountable(Duration.between(promisedAt, deliveredAt));
            }
        }

        private LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, zone);
        }
    }

    /** The figures of one key, or of all deliveries. Grows with the roll-up that it was read from. */
    public static final class Figures {
        private final Histogram handling = new Histogram();
        private final Histogram transit = new Histogram();
        private final Histogram delivery = new Histogram();
        private long promised;
        private long onTimeByDate;
        private long onTimeByInstant;

        private Figures() {}

        private void add(Delivery one) {
            Instant handedOverAt = one.handedOverAt();
            if (handedOverAt != null) {
                handling.add(Duration.between(one.placedAt(), handedOverAt));
                transit.add(Duration.between(handedOverAt, one.deliveredAt()));
            }
            delivery.add(Duration.between(one.placedAt(), one.deliveredAt()));
            Instant promisedAt = one.promisedAt();
            if (promisedAt != null) {
                promised++;
                onTimeByDate += one.day(one.deliveredAt()).isAfter(one.day(promisedAt)) ? 0 : 1;
                onTimeByInstant += one.deliveredAt().isAfter(promisedAt) ? 0 : 1;
            }
        }

        private void merge(Figures other) {
            handling.merge(other.handling);
            transit.merge(other.transit);
            delivery.merge(other.delivery);
            promised += other.promised;
            onTimeByDate += other.onTimeByDate;
            onTimeByInstant += other.onTimeByInstant;
        }

        /** From placing to hand-over; a copy. */
        public Histogram handling() {
            return new Histogram().merge(handling);
        }

        /** From hand-over to delivery; a copy. */
        public Histogram transit() {
            return new Histogram().merge(transit);
        }

        /** From placing to delivery; a copy. */
        public Histogram delivery() {
            return new Histogram().merge(delivery);
        }

        /** Deliveries that had a promise. */
        public long promised() {
            return promised;
        }

        /** Of those with a promise, delivered on or before its day. */
        public long onTimeByDate() {
            return onTimeByDate;
        }

        /** Of those with a promise, delivered at or before its moment. */
        public long onTimeByInstant() {
            return onTimeByInstant;
        }

        /** Part of those with a promise that was on time by date, 6 digits; empty where nothing was promised. */
        public OptionalDouble rateByDate() {
            return rate(onTimeByDate);
        }

        /** Part of those with a promise that was on time by instant, 6 digits; empty where nothing was promised. */
        public OptionalDouble rateByInstant() {
            return rate(onTimeByInstant);
        }

        private OptionalDouble rate(long onTime) {
            return promised == 0 ? OptionalDouble.empty() : OptionalDouble.of(Rounded.rate(onTime, promised));
        }

        /** {@code onTime, handlingDays, transitDays, deliveryDays}, ready for JSON. */
        public Map<String, Object> toMap() {
            Map<String, Object> onTime = new LinkedHashMap<>();
            onTime.put("n", promised);
            onTime.put("byDate", onTimeByDate);
            onTime.put("byInstant", onTimeByInstant);
            rateByDate().ifPresent(rate -> onTime.put("rateByDate", rate));
            rateByInstant().ifPresent(rate -> onTime.put("rateByInstant", rate));
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("onTime", onTime);
            map.put("handlingDays", handling.toMap());
            map.put("transitDays", transit.toMap());
            map.put("deliveryDays", delivery.toMap());
            return map;
        }
    }

    /**
     * Counts one delivery: once over all, and once for each distinct key.
     *
     * @param keys what to count by, such as the regions of its senders; none where it counts over all only
     */
    public void add(Collection<String> keys, Delivery delivery) {
        overall.add(delivery);
        Set<String> distinct = new TreeSet<>();
        for (String key : keys) {
            distinct.add(Keys.of(key));
        }
        for (String key : distinct) {
            figures(key).add(delivery);
        }
    }

    /** Takes over everything that the other one counted; returns this. */
    public Timeliness merge(Timeliness other) {
        overall.merge(other.overall);
        other.byKey.forEach((key, figures) -> figures(key).merge(figures));
        return this;
    }

    private Figures figures(String key) {
        return byKey.computeIfAbsent(key, any -> new Figures());
    }

    /** The figures over all deliveries. */
    public Figures overall() {
        return overall;
    }

    /** The figures by key, ascending. */
    public Map<String, Figures> byKey() {
        return Collections.unmodifiableMap(byKey);
    }

    /** The figures, overall and by key ascending, ready for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> keys = new LinkedHashMap<>();
        byKey.forEach((key, figures) -> keys.put(key, figures.toMap()));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("overall", overall.toMap());
        map.put("byKey", keys);
        return map;
    }
}
