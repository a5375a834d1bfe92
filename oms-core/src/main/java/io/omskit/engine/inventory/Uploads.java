package io.omskit.engine.inventory;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.ListedCatalog;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.EffectRows;
import io.omskit.fact.ShopRef;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.Commit.OnDuplicate;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells shops what of their listings is left, level-triggered: a change of stock opens one effect for each listing that
 * depends on it, unless one is open already; the quantity is computed when it is sent (R-9.2, R-9.6).
 *
 * <p>A change that is committed in the very moment in which an upload ends may find the effect still open and add none. So
 * what was sent is compared with what is left at once, and once more a minute later.
 */
public final class Uploads {
    private static final String KEY = "upload:";
    private static final String SENT = "sent";
    private static final String QUANTITY = "quantity";
    private static final Duration CHECK_AFTER = Duration.ofMinutes(1);

    private final @Nullable ListedCatalog catalog;
    private final Availability availability;
    private final Supplier<Collection<ShopRef>> shops;
    private final Supplier<StockPolicy> policy;
    private final LongSupplier ids;

    /**
     * Uploads of an engine.
     *
     * @param catalog of which only one that lists its listings has uploads
     * @param shops the shops that are told
     */
    public Uploads(
            Catalog catalog,
            Availability availability,
            Supplier<Collection<ShopRef>> shops,
            Supplier<StockPolicy> policy,
            LongSupplier ids) {
        this.catalog = catalog instanceof ListedCatalog listed ? listed : null;
        this.availability = availability;
        this.shops = shops;
        this.policy = policy;
        this.ids = ids;
    }

    /** Opens uploads for the listings that these movements may have changed. */
    public void open(Collection<StockMovement> movements, Commit.Builder commit, Instant now) {
        Set<Sku> skus = new TreeSet<>();
        for (StockMovement movement : movements) {
            // what leaves was reserved before: nothing more or less is free
            if (movement.op() != StockMovement.Op.COMMIT) {
                skus.add(movement.sku());
            }
        }
        openFor(skus, commit, now);
    }

    /** Opens uploads for the listings of these SKUs; answers how many were asked for. */
    public int openFor(Collection<Sku> skus, Commit.Builder commit, Instant now) {
        if (catalog == null || !policy.get().uploads()) {
            return 0;
        }
        Map<String, Row> rows = new TreeMap<>();
        Collection<ShopRef> told = shops.get();
        for (Sku sku : skus) {
            for (Listing listing : catalog.listingsOf(sku)) {
                for (ShopRef shop : told) {
                    if (listing.scope().covers(shop)) {
                        String key = KEY + shop + ":" + listing.code();
                        rows.computeIfAbsent(key, fresh -> row(key, shop.toString(), listing.code(), sku.code(), now));
                    }
                }
            }
        }
        rows.values().forEach(row -> commit.insert(row, OnDuplicate.IGNORE));
        return rows.size();
    }

    private Row row(String key, String target, String code, String sku, Instant now) {
        return EffectRows.row(
                ids.getAsLong(), key, Effect.STOCK_UPLOAD, target, 0, 0, Map.of("code", code, "sku", sku), now);
    }

    /** Whether it is an upload that this class opened; hosts may make effects of the type themselves. */
    public static boolean isUpload(Effect effect) {
        return effect.type().equals(Effect.STOCK_UPLOAD) && effect.key().startsWith(KEY);
    }

    /** Whether it was sent, and only what was sent is to be compared with what is left. */
    public static boolean isCheck(Effect effect) {
        return isUpload(effect) && effect.data().containsKey(SENT);
    }

    /** The effect with the quantity as it is now; as it was where the listing is not known any more. */
    public Effect filled(Effect effect) {
        return quantity(effect)
                .map(units -> effect.with(QUANTITY, Long.toString(units)))
                .orElse(effect);
    }

    private Optional<Long> quantity(Effect effect) {
        if (catalog == null) {
            return Optional.empty();
        }
        String[] target = effect.target().split("/", 2);
        ShopRef shop = new ShopRef(target[0], target[1]);
        return catalog.listingsOf(new Sku(effect.datum("sku"))).stream()
                .filter(listing -> listing.code().equals(effect.datum("code")))
                .filter(listing -> listing.scope().covers(shop))
                .findFirst()
                .map(listing -> availability.units(
                        catalog.needs(listing), shop.toString(), policy.get().quotas()));
    }

    /** The row of an effect under a key that leaves room for the next upload of its listing. */
    public static Row freed(Row row) {
        String key = Objects.requireNonNull(row.text("effect_key"));
        boolean open = key.startsWith(KEY) && !key.endsWith("#" + row.id());
        return open ? row.withValue("effect_key", key + "#" + row.id()) : row;
    }

    /** The row of an upload that was sent, to be compared with what is left after a while. */
    public static Row sent(Row row, Effect sent, Instant now) {
        return EffectRows.with(freed(row), Map.of(SENT, sent.data().getOrDefault(QUANTITY, "")))
                .withDue(EffectRows.DUE, now.plus(CHECK_AFTER));
    }

    /** Opens the next upload of a listing if what was sent of it is not what is left. */
    public void reopen(Effect effect, String sent, Store store, Instant now) {
        boolean same =
                quantity(effect).map(units -> Long.toString(units).equals(sent)).orElse(true);
        if (!same) {
            String code = effect.datum("code");
            Row row = row(KEY + effect.target() + ":" + code, effect.target(), code, effect.datum("sku"), now);
            store.commit(Commit.builder().insert(row, OnDuplicate.IGNORE).build());
        }
    }

    /** What was sent by the upload that a check is about. */
    public static String sentBy(Effect check) {
        return check.datum(SENT);
    }

    /** What an upload sends. */
    public static String quantityOf(Effect filled) {
        return filled.data().getOrDefault(QUANTITY, "");
    }
}
