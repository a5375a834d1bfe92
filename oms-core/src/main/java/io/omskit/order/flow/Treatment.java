package io.omskit.order.flow;

import io.omskit.order.Order;
import java.util.List;

/**
 * What a flow or a review makes of an order.
 *
 * @param order the order afterwards
 * @param requests what else is to be done, in the order in which it arose
 */
public record Treatment(Order order, List<Request> requests) {
    /** Copies the list. */
    public Treatment {
        requests = List.copyOf(requests);
    }
}
