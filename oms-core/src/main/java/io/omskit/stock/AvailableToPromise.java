package io.omskit.stock;

import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What may be promised to buyers: free stock of the sources that serve the shop, supply on its way, capped by
 * quotas. Too much promised at one source is taken off the others, so that the sum can be kept. Every figure is rounded down
 * and never negative.
 *
 * <p>Sources that nobody counts add nothing: what they have is not known. Immutable; safe for use by many threads.
 */
public final class AvailableToPromise {
    private final StockSnapshot snapshot;
    private final List<String> sources;
    private final List<InboundSupply> inbound;
    private final Map<Sku, Long> waiting;

    private AvailableToPromise(
            StockSnapshot snapshot, List<String> sources, List<InboundSupply> inbound, Map<Sku, Long> waiting) {
        this.snapshot = snapshot;
        this.sources = sources;
        this.inbound = inbound;
        this.waiting = waiting;
    }

    /** What all counted sources together may promise, without supply on its way. */
    public static AvailableToPromise of(StockSnapshot snapshot) {
        List<String> counted = snapshot.sources().stream()
                .filter(Source::counted)
                .map(Source::id)
                .toList();
        return new AvailableToPromise(snapshot, counted, List.of(), Map.of());
    }

    /** The same from these sources only; ids that the snapshot does not have or count add nothing. */
    public AvailableToPromise from(Collection<String> sourceIds) {
        Set<String> wanted = new TreeSet<>(sourceIds);
        return new AvailableToPromise(
                snapshot, sources.stream().filter(wanted::contains).toList(), inbound, waiting);
    }

    /** The same with supply on its way, which counts from its time on. */
    public AvailableToPromise with(Collection<InboundSupply> supply) {
        List<InboundSupply> all = new ArrayList<>(inbound);
        all.addAll(supply);
        return new AvailableToPromise(snapshot, sources, List.copyOf(all), waiting);
    }

    /**
     * The same less what orders wait for already: they are served first.
     *
     * @param steps how much, by SKU
     */
    public AvailableToPromise lessWaiting(Map<Sku, Long> steps) {
        return new AvailableToPromise(snapshot, sources, inbound, Map.copyOf(steps));
    }

    /** What may be told to a buyer who wants this much. */
    public Promise promise(Sku sku, long steps, Instant now) {
        if (steps <= 0) {
            throw new IllegalArgumentException("a promise of " + steps + " steps of " + sku
                    + " was asked for.\nAsk for a positive quantity; available(...) tells what there is.");
        }
        return new Promise(sku, steps, by(sku, now), when(sku, steps, now).orElse(null));
    }

    /** What is free of the SKU now, in steps. */
    public long now(Sku sku) {
        return Math.max(0, balance(sku));
    }

    /** What is free now or supplied until then, in steps. */
    public long by(Sku sku, Instant until) {
        long total = balance(sku);
        for (InboundSupply supply : inbound) {
            if (supply.sku().equals(sku)
                    && sources.contains(supply.source())
                    && !supply.at().isAfter(until)) {
                total = Math.addExact(total, supply.quantity());
            }
        }
        return Math.max(0, total);
    }

    /** The first moment, from {@code now} on, when this much may be promised; empty when no known supply reaches it. */
    public Optional<Instant> when(Sku sku, long steps, Instant now) {
        if (by(sku, now) >= steps) {
            return Optional.of(now);
        }
        return inbound.stream()
                .map(InboundSupply::at)
                .filter(now::isBefore)
                .sorted()
                .filter(at -> by(sku, at) >= steps)
                .findFirst();
    }

    /**
     * How many whole listed units may be offered: the scarcest need decides, and a SKU may be capped by a quota.
     *
     * @param needs what one listed unit takes; none offers nothing
     * @param until supply until then counts; absent counts what is free now only
     * @param quotas quotas of the channel with what is used of them; a SKU without one shares the common pool
     */
    public long units(List<Need> needs, @Nullable Instant until, Collection<UsedQuota> quotas) {
        long units = needs.isEmpty() ? 0 : Long.MAX_VALUE;
        for (Need need : needs) {
            long available = until == null ? now(need.sku()) : by(need.sku(), until);
            for (UsedQuota used : quotas) {
                if (used.quota().sku().equals(need.sku())) {
                    available = Math.min(available, used.left());
                }
            }
            units = Math.min(units, available / need.perUnit().steps());
        }
        return units;
    }

    /** What may still be sold in a presale, in steps: the least that any of its quotas leaves; none allows nothing. */
    public static long presale(Collection<UsedQuota> quotas) {
        return quotas.stream().mapToLong(UsedQuota::left).min().orElse(0);
    }

    private long balance(Sku sku) {
        long total = 0;
        for (String source : sources) {
            total = Math.addExact(total, snapshot.balance(new StockCell(source, sku)));
        }
        return total - waiting.getOrDefault(sku, 0L);
    }

    /**
     * A quota with what is used of it.
     *
     * @param quota the quota
     * @param used how much is used, in steps
     */
    public record UsedQuota(Quota quota, long used) {
        /** How much may still be used; never negative. */
        public long left() {
            return quota.left(used);
        }
    }
}
