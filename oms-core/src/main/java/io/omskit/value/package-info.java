/**
 * The amounts that everything else counts with: {@link io.omskit.value.Money} in whole minor units,
 * {@link io.omskit.value.Quantity} in whole steps of its {@link io.omskit.value.Measure}, exact decimal
 * {@link io.omskit.value.UnitPrice} and {@link io.omskit.value.Rate}, the one way of sharing an amount without losing a
 * minor unit ({@link io.omskit.value.Apportionment}), and sealed personal data as opaque bytes
 * ({@link io.omskit.value.Sealed}).
 *
 * <p>No type here holds a binary fraction. All types are immutable and safe to share between threads.
 */
@NullMarked
package io.omskit.value;

import org.jspecify.annotations.NullMarked;
