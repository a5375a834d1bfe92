package io.omskit.fulfillment.parcel;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelQuestion.Slice;
import io.omskit.fulfillment.parcel.ParcelQuestion.Units;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Place;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which sources may send which units, and what that costs by the host's objective. Belongs to one planning run. */
final class ParcelCosts {
    /** Freight is counted in millionths of a minor unit: rates are per kilogram, loads in milligrams. */
    private static final long FREIGHT_UNITS = 1_000_000;

    private static final long MOST = 1L << 50;

    /** Something else than this source was chosen. */
    static final String NOT_CHOSEN = "NOT_CHOSEN";

    /** The source may not handle goods of this class. */
    private static final String NOT_LICENSED = "NOT_LICENSED";

    /** The source has no day on which anything leaves. */
    private static final String CLOSED = "SOURCE_CLOSED";

    private final Conditions conditions;
    private final Drawdown drawdown;
    private final Map<String, Long> room;
    private final List<Source> sources;
    private final Map<String, LocalDate> leaves = new HashMap<>();

    /**
     * Costs of parcels from these sources.
     *
     * @param sources in the order of preference
     * @param room parcels that they can still take; a source that is not named takes any
     */
    ParcelCosts(Conditions conditions, Instant now, List<Source> sources, Drawdown drawdown, Map<String, Long> room) {
        this.conditions = conditions;
        this.drawdown = drawdown;
        this.room = room;
        this.sources = sources;
        for (Source source : sources) {
            LocalDate day = source.leavesOn(now);
            if (day != null) {
                leaves.put(source.id(), day);
            }
        }
    }

    List<Source> sources() {
        return sources;
    }

    long room(Source source) {
        return room.getOrDefault(source.id(), ParcelInput.MAX);
    }

    /** The places of the question. */
    List<Place> places(ParcelQuestion question, Wanted first) {
        List<Place> places = new ArrayList<>(sources.size());
        for (Source source : sources) {
            List<Long> free = new ArrayList<>();
            for (Sku sku : question.skus()) {
                free.add(Math.min(ParcelInput.MAX, drawdown.left(source.id(), sku)));
            }
            places.add(new Place(free, room(source), leveled(criterion -> fee(criterion, source, first), 1)));
        }
        return places;
    }

    /** Why the source may not send the units whatever it has; null where it may. */
    @Nullable
    String bar(Units units, Source source) {
        for (Slice slice : units.slices()) {
            String fixed = slice.open().source();
            String only = fixed == null ? units.at() : fixed;
            if (only == null ? !source.counted() : !only.equals(source.id())) {
                return NOT_CHOSEN;
            }
            String bar = conditions.bar(slice.open().orderId(), source.id());
            if (bar != null) {
                return bar;
            }
            if (!source.duty().handles(slice.open().goods().classes())) {
                return NOT_LICENSED;
            }
        }
        boolean open = leaves.containsKey(source.id());
        return !open ? CLOSED : units.at() == null || isAt(units, source) ? null : NOT_CHOSEN;
    }

    private static boolean isAt(Units units, Source source) {
        return source.id().equals(units.at());
    }

    /** Cost of one unit by source; null where it may not send it. */
    List<@Nullable List<Long>> of(Units units) {
        List<@Nullable List<Long>> costs = new ArrayList<>(sources.size());
        for (int place = 0; place < sources.size(); place++) {
            int at = place;
            Source source = sources.get(at);
            costs.add(
                    bar(units, source) == null
                            ? leveled(criterion -> unit(criterion, units, source, at), units.count())
                            : null);
        }
        return costs;
    }

    private interface Measured {
        long by(Criterion criterion);
    }

    private List<Long> leveled(Measured measured, long count) {
        ParcelPolicy policy = conditions.policy();
        long most = MOST / Math.max(1, count);
        List<Long> levels = new ArrayList<>();
        if (policy.weights().isEmpty()) {
            policy.objective().forEach(criterion -> levels.add(Math.min(most, measured.by(criterion))));
            return levels;
        }
        long sum = 0;
        for (Map.Entry<Criterion, Long> weight : policy.weights().entrySet()) {
            long much = measured.by(weight.getKey());
            boolean huge = weight.getValue() > 0 && much > most / weight.getValue();
            sum = Math.min(most, sum + (huge ? most : much * weight.getValue()));
        }
        return List.of(sum);
    }

    private long fee(Criterion criterion, Source source, Wanted first) {
        return switch (criterion) {
            case PARCELS -> 1;
            case FREIGHT -> times(rate(first, source).perParcel(), FREIGHT_UNITS);
            default -> 0;
        };
    }

    private long unit(Criterion criterion, Units units, Source source, int place) {
        long steps = units.slices().stream().mapToLong(Slice::steps).sum();
        return switch (criterion) {
            case SHIP_BY -> late(units, source);
            case PARCELS -> 0;
            case FREIGHT ->
                times(
                        rate(units.first(), source).perKilogram(),
                        ParcelQuestion.load(units).weight());
            case PRIORITY -> units.kind() == ParcelQuestion.Kind.GIFT ? 0 : times(steps, place);
            case BALANCE -> times(steps, fuller(units.first().sku(), source));
        };
    }

    private long late(Units units, Source source) {
        LocalDate day = leaves.get(source.id());
        long late = 0;
        for (Slice slice : units.slices()) {
            Instant promised = slice.open().bond().shipBy();
            boolean met = promised == null
                    || day == null
                    || !day.isAfter(promised.atZone(source.zone()).toLocalDate());
            late += met ? 0 : slice.steps();
        }
        return late;
    }

    /** Sources that have more of the SKU. */
    private long fuller(Sku sku, Source source) {
        long own = drawdown.left(source.id(), sku);
        return sources.stream()
                .filter(other -> other.counted() && drawdown.left(other.id(), sku) > own)
                .count();
    }

    /** A rate that nobody told counts as the dearest of those told. */
    private FreightRate rate(Wanted open, Source source) {
        long order = open.orderId();
        FreightRate rate = conditions.rate(order, source.id());
        if (rate != null) {
            return rate;
        }
        SortedMap<String, FreightRate> told = conditions.rates().get(order);
        long parcel = 0;
        long kilogram = 0;
        for (FreightRate one : told == null ? List.<FreightRate>of() : told.values()) {
            parcel = Math.max(parcel, one.perParcel());
            kilogram = Math.max(kilogram, one.perKilogram());
        }
        return new FreightRate(parcel, kilogram);
    }

    private static long times(long one, long other) {
        return other != 0 && one > MOST / other ? MOST : one * other;
    }
}
