/**
 * Gifts that the shop gives by its own rules, as demands without money.
 *
 * <p>A {@link io.omskit.fulfillment.gift.GiftBook} holds the rules, {@link io.omskit.fulfillment.gift.Gifts} decides what
 * a group of orders gets, keeps or loses, and the {@link io.omskit.fulfillment.gift.GiftPlan} changes the orders. Nothing
 * here reads a clock or a store; limits are bounded counters whose names {@link io.omskit.fulfillment.gift.GiftCounters}
 * knows. Source: domain rules.
 */
@NullMarked
package io.omskit.fulfillment.gift;

import org.jspecify.annotations.NullMarked;
