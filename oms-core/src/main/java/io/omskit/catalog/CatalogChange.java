package io.omskit.catalog;

import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.util.Set;

/**
 * A change of the catalog, seen from the lines that wait for it.
 *
 * @param version the catalog's version after the change
 * @param rematch scopes and codes whose answer is new; lines that carry one of them are worth matching again
 */
public record CatalogChange(long version, Set<Listing.Key> rematch) {
    public CatalogChange {
        rematch = Set.copyOf(rematch);
    }

    /** Whether matching this line of this shop again may give another answer. */
    public boolean concerns(ShopRef shop, OrderFact.Line line) {
        String code = line.code();
        if (code != null && concerns(shop, code)) {
            return true;
        }
        return line.alternateCodes().stream().anyMatch(alternate -> concerns(shop, alternate));
    }

    /** Whether the code, as lines of this shop carry it, may have another answer now. */
    public boolean concerns(ShopRef shop, String code) {
        return rematch.contains(new Listing.Key(Listing.Scope.shop(shop), code))
                || rematch.contains(new Listing.Key(Listing.Scope.platform(shop.platform()), code))
                || rematch.contains(new Listing.Key(Listing.Scope.anywhere(), code));
    }
}
