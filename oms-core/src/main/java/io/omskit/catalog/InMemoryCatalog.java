package io.omskit.catalog;

import io.omskit.catalog.Listing.Target;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in memory, built at once and changed later by copies: readers always see one whole state. Safe for use by many
 * threads. A change copies the tables, so make many changes in one {@link #change}.
 */
public final class InMemoryCatalog implements ListedCatalog {
    private record State(CatalogTables tables, long version) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile State state;

    InMemoryCatalog(CatalogTables tables) {
        state = new State(tables, 1);
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Match match(ShopRef shop, OrderFact.Line line) {
        return state.tables().match(shop, line);
    }

    @Override
    public @Nullable Item item(Sku sku) {
        return state.tables().items().get(sku.code());
    }

    @Override
    public List<Listing> listingsOf(Sku sku) {
        return state.tables().listingsOf(sku);
    }

    @Override
    public List<Match.Need> needs(Listing listing) {
        return state.tables().needs(listing.target());
    }

    @Override
    public long version() {
        return state.version();
    }

    @Override
    public Subscription onChange(Consumer<CatalogChange> listener) {
        Listener added = new Listener(listener);
        listeners.add(added);
        return added;
    }

    /**
     * Changes the catalog in one step and tells the listeners, unless nothing changed.
     *
     * @throws IllegalArgumentException if the result contradicts itself; the catalog then stays as it was
     */
    public void change(Consumer<Builder> edit) {
        CatalogChange change;
        synchronized (this) {
            Builder builder = new Builder(state.tables());
            edit.accept(builder);
            change = become(builder.tables());
        }
        tell(change);
    }

    /** Takes over other tables as a whole and tells the listeners, unless nothing changed. */
    void replace(CatalogTables tables) {
        CatalogChange change;
        synchronized (this) {
            change = become(tables);
        }
        tell(change);
    }

    private @Nullable CatalogChange become(CatalogTables tables) {
        State before = state;
        if (tables.sameContent(before.tables())) {
            return null;
        }
        state = new State(tables, before.version() + 1);
        return new CatalogChange(before.version() + 1, tables.rematchSince(before.tables()));
    }

    private void tell(@Nullable CatalogChange change) {
        if (change != null) {
            listeners.forEach(listener -> listener.target.accept(change));
        }
    }

    @Override
    public String toString() {
        State now = state;
        return "InMemoryCatalog[version " + now.version() + ", " + now.tables() + "]";
    }

    /** Compared by identity, so that a consumer that is added twice is removed once. */
    private final class Listener implements Subscription {
        private final Consumer<CatalogChange> target;

        Listener(Consumer<CatalogChange> target) {
            this.target = target;
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    /** Collects items, listings and bundles in any order. Belongs to one thread. */
    public static final class Builder {
        private final Map<String, Item> items = new HashMap<>();
        private final Map<Listing.Key, Set<Target>> listings = new HashMap<>();
        private final Map<String, Bundle> bundles = new HashMap<>();
        private boolean skuIsCode = true;

        Builder() {}

        private Builder(CatalogTables from) {
            items.putAll(from.items());
            listings.putAll(from.listings());
            bundles.putAll(from.bundles());
            skuIsCode = from.skuIsCode();
        }

        /** Adds the item, or replaces the one with its SKU. */
        public Builder item(Item item) {
            items.put(item.sku().code(), item);
            return this;
        }

        /**
         * Adds the listing. A second listing of the same scope and code with another target makes the code ambiguous: its
         * lines wait until one of them is {@linkplain #relist chosen}.
         */
        public Builder listing(Listing listing) {
            Set<Target> targets = new LinkedHashSet<>(listings.getOrDefault(listing.key(), Set.of()));
            targets.add(listing.target());
            listings.put(listing.key(), Set.copyOf(targets));
            return this;
        }

        /** Adds the listing in place of everything that its scope and code meant before. */
        public Builder relist(Listing listing) {
            listings.put(listing.key(), Set.of(listing.target()));
            return this;
        }

        /** Adds the bundle, or replaces the one with its code. */
        public Builder bundle(Bundle bundle) {
            bundles.put(bundle.code(), bundle);
            return this;
        }

        /** Removes the item; listings of it are unmapped until it comes back. */
        public Builder removeItem(Sku sku) {
            items.remove(sku.code());
            return this;
        }

        /** Removes every meaning of this code in this scope. */
        public Builder removeListing(Listing.Key key) {
            listings.remove(key);
            return this;
        }

        /** Removes the bundle; listings of it are unmapped until it comes back. */
        public Builder removeBundle(String code) {
            bundles.remove(code);
            return this;
        }

        /** Whether a code that is listed nowhere but equals a SKU exactly means that SKU; the default is yes. */
        public Builder skuIsCode(boolean allowed) {
            skuIsCode = allowed;
            return this;
        }

        /** Marks a code whose meaning could not be read, so that no wider scope answers for it. */
        Builder block(Listing.Key key) {
            listings.put(key, Set.of());
            return this;
        }

        CatalogTables tables() {
            return new CatalogTables(items, listings, bundles, skuIsCode);
        }

        /**
         * The catalog.
         *
         * @throws IllegalArgumentException if a listing or bundle counts a SKU in another measure than its item
         */
        public InMemoryCatalog build() {
            return new InMemoryCatalog(tables());
        }
    }
}
