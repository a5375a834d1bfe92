package io.omskit.fulfillment.parcel;

import io.omskit.address.Region;
import io.omskit.address.Regions;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.FreightTable;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What limits one decision beyond stock, looked up beforehand so that the decision can be made again. Immutable; every
 * change returns a copy.
 *
 * @param policy the host's rules
 * @param capacity parcels that a source can still take today beyond those planned for the orders of the decision; a source
 *     that is not named takes any
 * @param barred by order, the sources that may not send it, each with the code of the reason
 * @param rates by order, what a parcel from a source costs; none where nobody told
 * @param instructions what was said by hand, the first counts first
 */
public record Conditions(
        ParcelPolicy policy,
        SortedMap<String, Long> capacity,
        SortedMap<Long, SortedMap<String, String>> barred,
        SortedMap<Long, SortedMap<String, FreightRate>> rates,
        List<Instruction> instructions) {
    /** Nothing but stock limits. */
    public static final Conditions NONE = of(ParcelPolicy.defaults());

    /** The source does not serve the region. */
    public static final String OUT_OF_REACH = "OUT_OF_REACH";

    /** The source has rejected the order and is left alone for a while. */
    public static final String REJECTED = "SOURCE_REJECTED";

    public Conditions {
        capacity = capacity.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(capacity));
        barred = nested(barred);
        rates = nested(rates);
        instructions = List.copyOf(instructions);
        capacity.forEach((source, parcels) -> {
            if (parcels < 0) {
                throw new IllegalArgumentException("source " + source + " can take " + parcels
                        + " parcels.\nGive zero or more, or leave the source out.");
            }
        });
    }

    /** Only these rules. */
    public static Conditions of(ParcelPolicy policy) {
        return new Conditions(policy, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
    }

    /** These with what sources can still take today. */
    public Conditions withCapacity(Map<String, Long> parcels) {
        return new Conditions(policy, new TreeMap<>(parcels), barred, rates, instructions);
    }

    /** These with what was said by hand. */
    public Conditions withInstructions(List<Instruction> all) {
        return new Conditions(policy, capacity, barred, rates, all);
    }

    /**
     * These with the sources that have rejected an order.
     *
     * @param until by order and source, until when the source is not asked again
     */
    public Conditions withRejections(Map<Long, ? extends Map<String, Instant>> until, Instant now) {
        Map<Long, SortedMap<String, String>> all = open(barred);
        until.forEach((order, sources) -> sources.forEach((source, end) -> {
            if (now.isBefore(end)) {
                all.computeIfAbsent(order, none -> new TreeMap<>()).put(source, REJECTED);
            }
        }));
        return new Conditions(policy, capacity, new TreeMap<>(all), rates, instructions);
    }

    /** These without sources that do not serve an order's region; an order without a region is served by all. */
    public Conditions withReach(Collection<Order> orders, Collection<Source> sources) {
        if (sources.stream().allMatch(source -> source.duty().regions() == null)) {
            return this;
        }
        Map<Long, SortedMap<String, String>> all = open(barred);
        for (Source source : sources) {
            Set<String> regions = source.duty().regions();
            if (regions == null) {
                continue;
            }
            for (Order order : orders) {
                if (order.region() != null && !serves(regions, order.region())) {
                    all.computeIfAbsent(order.id(), none -> new TreeMap<>()).put(source.id(), OUT_OF_REACH);
                }
            }
        }
        return new Conditions(policy, capacity, new TreeMap<>(all), rates, instructions);
    }

    private static boolean serves(Set<String> regions, String code) {
        List<Region> path = Regions.bundled()
                .find(code)
                .map(region -> Regions.bundled().path(region))
                .orElse(List.of());
        return regions.contains(code) || path.stream().map(Region::code).anyMatch(regions::contains);
    }

    /** These with what parcels of these orders cost. */
    public Conditions withFreight(Collection<Order> orders, Collection<Source> sources, FreightTable freight) {
        if (freight.equals(FreightTable.NONE)) {
            return this;
        }
        Map<Long, SortedMap<String, FreightRate>> all = open(rates);
        for (Order order : orders) {
            for (Source source : sources) {
                FreightRate rate = freight.rate(source, order.region());
                if (rate != null) {
                    all.computeIfAbsent(order.id(), none -> new TreeMap<>()).put(source.id(), rate);
                }
            }
        }
        return new Conditions(policy, capacity, barred, new TreeMap<>(all), instructions);
    }

    /** These as far as they are about these orders and sources. */
    public Conditions among(Predicate<Long> orders, Predicate<String> sources) {
        if (capacity.isEmpty() && barred.isEmpty() && rates.isEmpty() && instructions.isEmpty()) {
            return this;
        }
        SortedMap<String, Long> left = new TreeMap<>(capacity);
        left.keySet().removeIf(sources.negate());
        return new Conditions(
                policy,
                left,
                among(barred, orders, sources),
                among(rates, orders, sources),
                instructions.stream().filter(one -> isAbout(one, orders)).toList());
    }

    private static boolean isAbout(Instruction instruction, Predicate<Long> orders) {
        if (instruction instanceof Instruction.At at) {
            return orders.test(at.part().orderId());
        }
        if (instruction instanceof Instruction.Answer answer) {
            return orders.test(answer.orderId());
        }
        return (instruction instanceof Instruction.Apart apart
                        ? apart.parts()
                        : ((Instruction.Together) instruction).parts())
                .stream().anyMatch(part -> orders.test(part.orderId()));
    }

    private static <T> SortedMap<Long, SortedMap<String, T>> among(
            SortedMap<Long, SortedMap<String, T>> all, Predicate<Long> orders, Predicate<String> sources) {
        SortedMap<Long, SortedMap<String, T>> left = new TreeMap<>(open(all));
        left.keySet().removeIf(orders.negate());
        left.values().forEach(some -> some.keySet().removeIf(sources.negate()));
        return left;
    }

    /** Whether nothing but stock limits. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Why the source may not send the order; null where it may. */
    public @Nullable String bar(long orderId, String source) {
        SortedMap<String, String> some = barred.get(orderId);
        return some == null ? null : some.get(source);
    }

    /** What a parcel of the order costs from the source; null where nobody told. */
    public @Nullable FreightRate rate(long orderId, String source) {
        SortedMap<String, FreightRate> some = rates.get(orderId);
        return some == null ? null : some.get(source);
    }

    /** What is done with presale and spot goods of the order. */
    public ParcelPolicy.Presale presale(long orderId) {
        for (Instruction instruction : instructions) {
            if (instruction instanceof Instruction.Answer answer && answer.orderId() == orderId) {
                return answer.answer();
            }
        }
        return policy.presale();
    }

    private static <T> SortedMap<Long, SortedMap<String, T>> open(SortedMap<Long, SortedMap<String, T>> all) {
        SortedMap<Long, SortedMap<String, T>> copy = new TreeMap<>();
        all.forEach((key, some) -> copy.put(key, new TreeMap<>(some)));
        return copy;
    }

    private static <T> SortedMap<Long, SortedMap<String, T>> nested(SortedMap<Long, SortedMap<String, T>> all) {
        if (all.isEmpty()) {
            return Collections.emptySortedMap();
        }
        SortedMap<Long, SortedMap<String, T>> copy = new TreeMap<>();
        all.forEach((key, some) -> {
            if (!some.isEmpty()) {
                copy.put(key, Collections.unmodifiableSortedMap(new TreeMap<>(some)));
            }
        });
        return Collections.unmodifiableSortedMap(copy);
    }
}
