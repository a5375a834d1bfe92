/**
 * What the goods are: {@link io.omskit.catalog.Sku}, {@link io.omskit.catalog.Item}, {@link io.omskit.catalog.Listing},
 * {@link io.omskit.catalog.Bundle}, and the one question that orders ask: which SKUs does this sold line need?
 *
 * <p>A {@link io.omskit.catalog.Catalog} answers it. The host's product table may implement it; {@link
 * io.omskit.catalog.InMemoryCatalog} and {@link io.omskit.catalog.FileCatalog} are ready to use. A line without one clear
 * answer is {@link io.omskit.catalog.Match.Unmapped}, with the nearest candidates, and is matched again when a {@link
 * io.omskit.catalog.CatalogChange} concerns it. The catalog never guesses.
 */
@NullMarked
package io.omskit.catalog;

import org.jspecify.annotations.NullMarked;
