package io.omskit.stock;

import io.omskit.catalog.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of the bounded counters under which a store keeps stock: {@code stock/W1/X/free}, {@code quota/taobao%2Fa/X/used},
 * {@code presale/X/used}. Slash and percent are encoded in the parts, so that no source or SKU can be read as another.
 */
public final class StockCounters {
    /** The longest name of a counter that stores take. */
    static final int MAX_KEY = 200;

    private static final String STOCK = "stock";

    private StockCounters() {}

    /** What is counted of a cell. Reserved is not stored: it is {@code onHand - damaged - safety - free}. */
    public enum Counter {
        /** What may still be reserved. Negative after a count below what is reserved: somebody must act. */
        FREE("free"),
        /** What is physically there, damaged goods included. */
        ON_HAND("onHand"),
        /** The part of it that cannot be sold. */
        DAMAGED("damaged"),
        /** The part of it that is never offered. */
        SAFETY("safety");

        private final String word;

        Counter(String word) {
            this.word = word;
        }
    }

    /**
     * A counter of a cell.
     *
     * @param cell the cell
     * @param counter what is counted
     */
    public record Key(StockCell cell, Counter counter) {}

    /** Name of one counter of a cell. */
    public static String key(StockCell cell, Counter counter) {
        return key(cell.source(), cell.sku(), counter);
    }

    static String key(String source, Sku sku, Counter counter) {
        return STOCK + "/" + encoded(source) + "/" + encoded(sku.code()) + "/" + counter.word;
    }

    /** Names of all counters of a cell. */
    public static List<String> keys(StockCell cell) {
        List<String> keys = new ArrayList<>();
        for (Counter counter : Counter.values()) {
            keys.add(key(cell, counter));
        }
        return keys;
    }

    /** The cell and counter behind a name, empty if it names something else. */
    public static Optional<Key> parse(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != 4 || !parts[0].equals(STOCK)) {
            return Optional.empty();
        }
        for (Counter counter : Counter.values()) {
            if (counter.word.equals(parts[3])) {
                return cell(parts[1], parts[2])
                        .map(cell -> new Key(cell, counter))
                        // only the one canonical spelling names the counter
                        .filter(parsed -> key(parsed.cell(), counter).equals(key));
            }
        }
        return Optional.empty();
    }

    private static Optional<StockCell> cell(String source, String sku) {
        try {
            return Optional.of(new StockCell(decoded(source), new Sku(decoded(sku))));
        } catch (IllegalArgumentException noIdentifiers) {
            return Optional.empty();
        }
    }

    static String quotaKey(Quota.Kind kind, @Nullable String channel, Sku sku) {
        String word = kind == Quota.Kind.CHANNEL ? "quota" : "presale";
        String of = channel == null ? "" : encoded(channel) + "/";
        return word + "/" + of + encoded(sku.code()) + "/used";
    }

    private static String encoded(String part) {
        return part.indexOf('%') < 0 && part.indexOf('/') < 0
                ? part
                : part.replace("%", "%25").replace("/", "%2F");
    }

    private static String decoded(String part) {
        return part.replace("%2F", "/").replace("%25", "%");
    }
}
