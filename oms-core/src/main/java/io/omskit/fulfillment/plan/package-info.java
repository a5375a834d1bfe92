/**
 * The one planner: {@link io.omskit.fulfillment.plan.Regroup} groups what is open of compatible orders into fulfillment orders at
 * sources that have the goods. Merging, splitting, moving and undoing are its uses.
 */
@NullMarked
package io.omskit.fulfillment.plan;

import org.jspecify.annotations.NullMarked;
