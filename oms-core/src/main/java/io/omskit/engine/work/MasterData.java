package io.omskit.engine.work;

import io.omskit.catalog.Catalog;
import io.omskit.engine.edge.Shop;
import io.omskit.fact.ShopRef;
import io.omskit.stock.Sources;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the host has told of its goods, places and shops.
 *
 * @param catalog the goods
 * @param sources the places that goods are sent from
 * @param shops the shops that the host has described; orders of others come all the same
 * @param asked whether the platform of a shop is asked which orders go to one receiver
 */
public record MasterData(Catalog catalog, Sources sources, Map<ShopRef, Shop> shops, Predicate<ShopRef> asked) {
    /** Copies the map. */
    public MasterData {
        shops = Map.copyOf(shops);
    }

    /** Who sells in a shop, where the host has told. */
    @Nullable
    public String legalEntity(ShopRef ref) {
        Shop shop = shops.get(ref);
        return shop == null ? null : shop.legalEntity();
    }

    /** The zone of a shop's days; UTC where the host has not described the shop. */
    public ZoneId zone(ShopRef ref) {
        Shop shop = shops.get(ref);
        return shop == null ? ZoneOffset.UTC : shop.zone();
    }
}
