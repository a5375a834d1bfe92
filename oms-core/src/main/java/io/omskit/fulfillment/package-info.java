/**
 * Work for sources: which units of which orders leave from where, in which parcels, and how far they are.
 *
 * <p>There is one decision, {@link io.omskit.fulfillment.plan.Regroup}: it looks at open demands and stock and says how to
 * group allocations into fulfillment orders. Splitting, merging, moving and undoing are its uses; none of them touches an
 * order or a cent.
 */
@NullMarked
package io.omskit.fulfillment;

import org.jspecify.annotations.NullMarked;
