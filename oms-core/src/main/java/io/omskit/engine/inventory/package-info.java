/**
 * What the engine does around its stock: compares the ledger with its caches and repairs them, groups the bookings of many
 * threads, and knows what of the listings is to be told to the channels.
 */
@NullMarked
package io.omskit.engine.inventory;

import org.jspecify.annotations.NullMarked;
