/**
 * How much of what is where: {@link io.omskit.stock.Source}s (warehouse, store, supplier, platform warehouse), an
 * append-only ledger of {@link io.omskit.stock.StockMovement}s over bounded counters, the immutable {@link
 * io.omskit.stock.StockSnapshot} that decisions read, and what may be promised ({@link
 * io.omskit.stock.AvailableToPromise}).
 *
 * <p>Quantities are whole steps of the item's measure (pieces, grams, milliliters, millimeters), always {@code long}. For
 * each cell {@code free = onHand - reserved - damaged - safety}; {@code reserved} is never stored, it follows from the
 * others. Rules: domain rules, sections 7.3, 9 and 10.
 */
@NullMarked
package io.omskit.stock;

import org.jspecify.annotations.NullMarked;
