package io.omskit.channels.reading;

import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Fact;
import java.util.List;

/**
 * How one platform's order payloads become facts: the part that every platform writes itself. Stateless and safe for several
 * threads; give it to a {@link ChannelMapper}.
 */
public interface PlatformOrders {
    /** The platform id. */
    String platform();

    /** Grows with every change that may change a fact. */
    int version();

    /** The reader with the platform's zone and time patterns. */
    PayloadReader reader();

    /**
     * What the platform's payloads have in common, see {@link io.omskit.engine.edge.FactMapper#vocabularies}: the resources
     * {@code vocabulary-1.txt}, {@code vocabulary-2.txt} ... beside this class, the last one first. Their line breaks do not count.
     */
    default List<String> vocabularies() {
        return Vocabularies.beside(getClass());
    }

    /** The API answers that are understood; the first order form is the one for lists of bare order objects. */
    List<ApiForm> forms();

    /**
     * Reads what is known of one order.
     *
     * @param parts everything that carries this order's number; without an order object only the parts' own facts can be
     *     made, for example {@link io.omskit.fact.RefundFact}s
     * @return the facts; the {@link io.omskit.fact.OrderFact} carries the problems of its object. None where the platform's
     *     object is no order yet (a draft)
     * @throws IllegalArgumentException if the parts contradict each other so that no fact can be made; the caller reports it
     */
    List<Fact> read(OrderParts parts);
}
