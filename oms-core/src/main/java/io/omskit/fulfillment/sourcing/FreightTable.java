package io.omskit.fulfillment.sourcing;

import io.omskit.address.Region;
import io.omskit.address.Regions;
import io.omskit.stock.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What parcels cost from sources to regions, as far as the host knows; elsewhere by the distance between the middles of the
 * regions. Immutable.
 *
 * @param rates by source, then region code; the rate of the smallest region around the destination counts
 * @param perHundredKilometers fee of a parcel for each hundred kilometers begun, in minor units, where there is no rate; 0 if
 *     distance says nothing
 */
public record FreightTable(Map<String, Map<String, FreightRate>> rates, long perHundredKilometers) {
    /** Knows nothing. */
    public static final FreightTable NONE = new FreightTable(Map.of(), 0);

    public FreightTable {
        SortedMap<String, Map<String, FreightRate>> copy = new TreeMap<>();
        rates.forEach((source, some) -> {
            Map<String, FreightRate> whole = new TreeMap<>();
            some.forEach((code, rate) -> whole.put(
                    Regions.bundled().find(code).map(Region::code).orElse(code), rate));
            copy.put(source, Map.copyOf(whole));
        });
        rates = Map.copyOf(copy);
        if (perHundredKilometers < 0) {
            throw new IllegalArgumentException(
                    "a hundred kilometers cost " + perHundredKilometers + ".\nGive zero or more minor units.");
        }
    }

    /** What a parcel costs; null where neither a rate nor a distance is known. */
    public @Nullable FreightRate rate(Source source, @Nullable String region) {
        if (region == null) {
            return null;
        }
        List<Region> path = path(region);
        Map<String, FreightRate> some = rates.getOrDefault(source.id(), Map.of());
        FreightRate rate = some.get(region);
        for (int i = path.size() - 1; i >= 0 && rate == null && !some.isEmpty(); i--) {
            rate = some.get(path.get(i).code());
        }
        return rate != null || perHundredKilometers == 0 || source.region() == null
                ? rate
                : byDistance(path(source.region()), path);
    }

    private @Nullable FreightRate byDistance(List<Region> from, List<Region> to) {
        Optional<Region.Point> start = middle(from);
        Optional<Region.Point> end = middle(to);
        if (start.isEmpty() || end.isEmpty()) {
            return null;
        }
        long hundreds = (start.get().kilometersTo(end.get()) + 99) / 100;
        return new FreightRate(Math.multiplyExact(hundreds, perHundredKilometers), 0);
    }

    private static Optional<Region.Point> middle(List<Region> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            Region.Point center = path.get(i).center();
            if (center != null) {
                return Optional.of(center);
            }
        }
        return Optional.empty();
    }

    private static List<Region> path(String code) {
        return Regions.bundled()
                .find(code)
                .map(region -> Regions.bundled().path(region))
                .orElse(List.of());
    }
}
