package io.omskit.catalog;

import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's knowledge of its goods, as the engine asks for it. Implement it over the host's product table, or use {@link
 * InMemoryCatalog} or {@link FileCatalog}.
 *
 * <p>Answers depend on nothing but the arguments and the catalog's {@link #version}. Implementations are safe for use by
 * many threads and answer from memory or a near cache: they are asked once for each line of each order.
 */
public interface Catalog {
    /**
     * What one unit of the line takes from stock. Ranks, best first: the line's code in its shop, on its platform,
     * anywhere; its alternate codes at the same three ranks; a SKU equal to the code where the catalog allows it. Two
     * different answers at one rank are no answer: a catalog never guesses.
     */
    Match match(ShopRef shop, OrderFact.Line line);

    /** The item behind a SKU, or null when the catalog does not have it. */
    @Nullable
    Item item(Sku sku);

    /** Grows with every change that may change an answer. */
    long version();

    /**
     * Calls the listener after every change, when the new answers are already visible, on the thread that made the change.
     * A listener returns quickly and does not throw.
     */
    Subscription onChange(Consumer<CatalogChange> listener);

    /** A listener's connection to its catalog; closing it twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
