package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The quotas in force: how much of a SKU a channel may sell, and how much may be sold before it exists, in all and
 * through each channel. A SKU without a quota shares the common pool. Immutable and safe for several threads.
 */
public final class Quotas {
    private static final Quotas NONE = new Quotas(new TreeMap<>());

    private final SortedMap<String, Quota> byKey;
    private final Map<Sku, List<Quota>> bySku = new HashMap<>();

    private Quotas(SortedMap<String, Quota> byKey) {
        this.byKey = byKey;
        byKey.values().forEach(quota -> bySku.computeIfAbsent(quota.sku(), sku -> new ArrayList<>())
                .add(quota));
    }

    /** No quota: everything is sold from the common pool. */
    public static Quotas none() {
        return NONE;
    }

    /**
     * These quotas.
     *
     * @throws IllegalArgumentException if two of them cap the same thing
     */
    public static Quotas of(Collection<Quota> quotas) {
        SortedMap<String, Quota> byKey = new TreeMap<>();
        for (Quota quota : quotas) {
            Quota other = byKey.put(quota.key(), quota);
            if (other != null) {
                throw new IllegalArgumentException("the quota " + quota.key() + " is given twice, with limit "
                        + other.limit() + " and " + quota.limit() + ".\nGive it once.");
            }
        }
        return new Quotas(byKey);
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** All of them, by the name of their counter. */
    public Collection<Quota> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /** The quota behind the name of a counter, absent where it is not in force. */
    public @Nullable Quota find(String key) {
        return byKey.get(key);
    }

    /**
     * The quotas that cap what is sold of a SKU through a channel.
     *
     * @param channel as {@link io.omskit.fact.ShopRef} prints it
     * @param presale whether it is sold before it exists; a presale does not use the quota of stocked goods, nor the other
     *     way round
     */
    public List<Quota> of(String channel, Sku sku, boolean presale) {
        Quota.Kind kind = presale ? Quota.Kind.PRESALE : Quota.Kind.CHANNEL;
        return bySku.getOrDefault(sku, List.of()).stream()
                .filter(quota -> quota.kind() == kind)
                .filter(quota -> quota.channel() == null || quota.channel().equals(channel))
                .toList();
    }

    /**
     * Refuses quotas that are below what is used of them already.
     *
     * @param counters the values of the counters of {@link #all}, by name
     * @throws IllegalArgumentException naming each of them, with its limit and what is used
     */
    public void requireRoomFor(Map<String, Long> counters) {
        List<String> below = new ArrayList<>();
        for (Quota quota : byKey.values()) {
            long used = -counters.getOrDefault(quota.key(), 0L);
            if (used > quota.limit()) {
                below.add(quota.key() + " has limit " + quota.limit() + " and " + used + " are used");
            }
        }
        if (!below.isEmpty()) {
            throw new IllegalArgumentException("quotas are below what is sold already: " + String.join("; ", below)
                    + ".\nRaise each to what is used at least; that ends the sale without taking orders back.");
        }
    }
}
