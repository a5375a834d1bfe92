/**
 * What limits a parcel: the host's {@link io.omskit.fulfillment.parcel.ParcelPolicy}, what is known of the goods and of how
 * units belong together, the conditions of one decision, and instructions given by hand.
 */
@NullMarked
package io.omskit.fulfillment.parcel;

import org.jspecify.annotations.NullMarked;
