package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision sees of the stock: the sources and what is free at each, at one moment. Its content never changes; it only
 * notes which cells were looked at, so that the journal can keep what a decision was based on.
 *
 * <p>Safe for use by many threads. For planning take a {@link #drawdown}.
 */
public final class StockSnapshot {
    /** What is free of any SKU at a source whose stock nobody counts. */
    public static final long UNCOUNTED = Long.MAX_VALUE;

    private final Map<String, Source> sourcesById;
    private final List<Source> sources;
    private final Map<StockCell, Long> freeByCell;
    private final Set<StockCell> looked = ConcurrentHashMap.newKeySet();

    private StockSnapshot(Map<String, Source> sourcesById, List<Source> sources, Map<StockCell, Long> freeByCell) {
        this.sourcesById = sourcesById;
        this.sources = sources;
        this.freeByCell = freeByCell;
    }

    /**
     * A snapshot of these sources. Cells that are not named have nothing free.
     *
     * @param free the FREE counters in steps, possibly negative
     * @throws IllegalArgumentException if two sources have one id, or a cell names a source that is missing or not counted
     */
    public static StockSnapshot of(Collection<Source> sources, Map<StockCell, Long> free) {
        TreeMap<String, Source> byId = new TreeMap<>();
        for (Source source : sources) {
            if (byId.put(source.id(), source) != null) {
                throw new IllegalArgumentException(
                        "two sources have the id " + source.id() + ".\nGive each source an id of its own.");
            }
        }
        for (StockCell cell : free.keySet()) {
            Source source = byId.get(cell.source());
            if (source == null || !source.counted()) {
                throw new IllegalArgumentException("there is stock of " + cell + ", but the source is "
                        + (source == null ? "missing" : "not counted") + ".\nAdd the source, or leave its stock out.");
            }
        }
        List<Source> ordered =
                byId.values().stream().sorted(Sources.BY_PRIORITY).toList();
        return new StockSnapshot(Collections.unmodifiableMap(byId), ordered, Map.copyOf(free));
    }

    /** All sources, by priority, then id. */
    public List<Source> sources() {
        return sources;
    }

    /** The source with this id, or null when the snapshot does not have it. */
    public @Nullable Source source(String id) {
        return sourcesById.get(id);
    }

    /**
     * What may be taken of the SKU at the source, in steps: never negative, {@link #UNCOUNTED} where nobody counts. Notes the
     * look.
     *
     * @throws IllegalArgumentException if the snapshot does not have the source
     */
    public long free(String source, Sku sku) {
        Source known = required(source);
        if (!known.counted()) {
            return UNCOUNTED;
        }
        return Math.max(0, balance(new StockCell(source, sku)));
    }

    /** What may be taken of the SKU at all counted sources together, in steps. Notes the looks. */
    public long totalFree(Sku sku) {
        long total = 0;
        for (Source source : sources) {
            if (source.counted()) {
                total = Math.addExact(total, free(source.id(), sku));
            }
        }
        return total;
    }

    /** The cells that were looked at, each with its FREE counter, in cell order. */
    public SortedMap<StockCell, Long> looked() {
        TreeMap<StockCell, Long> result = new TreeMap<>();
        looked.forEach(cell -> result.put(cell, freeByCell.getOrDefault(cell, 0L)));
        return Collections.unmodifiableSortedMap(result);
    }

    /** The same content with nothing looked at yet; cheap. Take one for each decision of a batch. */
    public StockSnapshot unread() {
        return new StockSnapshot(sourcesById, sources, freeByCell);
    }

    /** A working copy for planning, with nothing taken yet. Its looks are noted here. */
    public Drawdown drawdown() {
        return new Drawdown(this);
    }

    /** The FREE counter as it is, negative after too much was promised. Notes the look. */
    long balance(StockCell cell) {
        looked.add(cell);
        return freeByCell.getOrDefault(cell, 0L);
    }

    private Source required(String id) {
        Source source = sourcesById.get(id);
        if (source == null) {
            throw new IllegalArgumentException("the stock snapshot has no source " + Ids.required("source id", id)
                    + ".\nAsk for source(id) first, and treat an unknown source as a shortfall.");
        }
        return source;
    }
}
