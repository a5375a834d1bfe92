package io.omskit.engine.inventory;

import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Sku;
import io.omskit.engine.stored.Tables;
import io.omskit.stock.AvailableToPromise;
import io.omskit.stock.AvailableToPromise.UsedQuota;
import io.omskit.stock.InboundSupplies;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockSnapshot;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads what may be promised: what is free at the counted sources, what is on its way, and who waits for it already. */
public final class Availability {
    private final Store store;
    private final Sources sources;
    private final InboundSupplies inbound;

    public Availability(Store store, Sources sources, InboundSupplies inbound) {
        this.store = store;
        this.sources = sources;
        this.inbound = inbound;
    }

    /** What may be promised of these SKUs, with supply on its way and less what orders wait for. */
    public AvailableToPromise of(Collection<Sku> skus) {
        AvailableToPromise available = AvailableToPromise.of(snapshot(skus));
        Map<Sku, Long> waiting = new HashMap<>();
        for (Sku sku : new TreeSet<>(skus)) {
            available = available.with(inbound.of(sku));
            waiting.put(sku, waiting(sku));
        }
        return available.lessWaiting(waiting);
    }

    /**
     * How many whole listed units a shop may offer now, by what is free alone; never negative.
     *
     * @param needs what one listed unit takes
     * @param channel the shop, as quotas name it
     */
    public long units(List<Need> needs, String channel, Quotas quotas) {
        List<Sku> skus = needs.stream().map(Need::sku).toList();
        List<Quota> caps = new ArrayList<>();
        skus.forEach(sku -> caps.addAll(quotas.of(channel, sku, false)));
        Map<String, Long> used = store.counters(caps.stream().map(Quota::key).toList());
        List<UsedQuota> left = caps.stream()
                .map(quota -> new UsedQuota(quota, -used.getOrDefault(quota.key(), 0L)))
                .toList();
        return AvailableToPromise.of(snapshot(skus)).units(needs, null, left);
    }

    private StockSnapshot snapshot(Collection<Sku> skus) {
        Map<String, StockCell> cells = new LinkedHashMap<>();
        for (Sku sku : skus) {
            sources.counted().forEach(source -> {
                StockCell cell = new StockCell(source.id(), sku);
                cells.put(StockCounters.key(cell, Counter.FREE), cell);
            });
        }
        Map<StockCell, Long> free = new HashMap<>();
        Map<String, Long> values = store.counters(cells.keySet());
        cells.forEach((key, cell) -> free.put(cell, values.getOrDefault(key, 0L)));
        return StockSnapshot.of(sources.counted(), free);
    }

    private long waiting(Sku sku) {
        Query all = Query.by(Tables.WAITING, "place", Tables.waitingFor(sku)).limit(Query.DEFAULT_LIMIT);
        long total = 0;
        for (List<Row> page = store.find(all);
                !page.isEmpty();
                page = store.find(all.after(page.get(page.size() - 1)))) {
            for (Row row : page) {
                total = Math.addExact(total, row.number("quantity"));
            }
        }
        return total;
    }
}
