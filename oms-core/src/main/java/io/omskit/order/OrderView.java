package io.omskit.order;

import java.time.Instant;

/**
 * An order as rules and views read it: the order and the moment of reading, because ages and open deadlines are facts
 * too.
 *
 * @param order the order
 * @param now the moment
 */
public record OrderView(Order order, Instant now) {}
