package io.omskit.catalog;

import java.util.List;

/**
 * A catalog that also knows its listings, as the upload of stock to channels needs them. A catalog that cannot list them
 * does not implement this; its shops then get no uploads.
 */
public interface ListedCatalog extends Catalog {
    /**
     * The listings whose stock depends on this SKU, directly or as a component, ordered by scope and code; codes with two
     * meanings are left out.
     */
    List<Listing> listingsOf(Sku sku);

    /** What one listed unit takes from stock; empty where the catalog does not have the SKU or bundle. */
    List<Match.Need> needs(Listing listing);
}
