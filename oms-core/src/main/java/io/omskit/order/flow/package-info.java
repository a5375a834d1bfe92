/**
 * Order flows as data: an {@link io.omskit.order.flow.OrderFlow} is an ordered list of
 * {@link io.omskit.order.flow.Gate gates}, read from YAML or JSON by {@link io.omskit.order.flow.FlowReader}. What review
 * rules and gates may do to an order is an {@link io.omskit.order.flow.OrderAction}.
 *
 * <p>Everything here is a pure function of an order and a moment. What reaches beyond the order (a gift, a question to the
 * customer, a cancellation) comes out as a {@link io.omskit.order.flow.Request} for whoever runs the flow.
 */
@NullMarked
package io.omskit.order.flow;

import org.jspecify.annotations.NullMarked;
