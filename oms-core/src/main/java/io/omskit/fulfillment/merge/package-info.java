/**
 * Which orders may travel together: a {@link io.omskit.fulfillment.merge.MergePolicy} says what a shop allows, a
 * {@link io.omskit.fulfillment.merge.MergeReading} reads the {@link io.omskit.fulfillment.merge.MergeTraits} of an order that
 * merging asks for. The planner forms the groups. Rules: domain rules.
 */
@NullMarked
package io.omskit.fulfillment.merge;

import org.jspecify.annotations.NullMarked;
