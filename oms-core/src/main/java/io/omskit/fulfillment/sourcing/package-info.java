/**
 * Which source ships how much of each line at the lowest cost: {@link io.omskit.fulfillment.sourcing.SourcingPlanner} plans a
 * {@link io.omskit.fulfillment.sourcing.SourcingInput} exactly, within a limit on searched nodes, and says how far from the
 * optimum its plan can be. {@link io.omskit.fulfillment.sourcing.SourcingInvariants} checks any plan.
 *
 * <p>Whole numbers only; no clock, no randomness, no knowledge of orders. Rules: domain rules.
 */
@NullMarked
package io.omskit.fulfillment.sourcing;

import org.jspecify.annotations.NullMarked;
