package io.omskit.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as rules and views read it: the order, the moment of reading, because ages and open deadlines are facts too, and
 * what is known of other orders.
 *
 * @param order the order
 * @param now the moment
 * @param unpaidSiblings how many orders of the same receiver wait for their payment; absent where nobody has counted
 */
public record OrderView(Order order, Instant now, @Nullable Integer unpaidSiblings) {
    /** An order of whose siblings nothing is known. */
    public OrderView(Order order, Instant now) {
        this(order, now, null);
    }

    /** The same moment with the order as it has become. */
    public OrderView with(Order changed) {
        return new OrderView(changed, now, unpaidSiblings);
    }
}
