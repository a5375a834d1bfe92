/**
 * What was sold: the commercial truth of one order, the demands that it makes on stock, and what still holds it back.
 *
 * <p>An {@link io.omskit.order.Order} is never edited by splitting or merging; work on it is a fulfillment order. Its
 * {@link io.omskit.order.Sale} is folded from facts by rules that do not depend on the order in which they arrive. Its
 * status is derived, never written.
 */
@NullMarked
package io.omskit.order;

import org.jspecify.annotations.NullMarked;
