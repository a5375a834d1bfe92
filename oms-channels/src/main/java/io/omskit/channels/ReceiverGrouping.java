package io.omskit.channels;

import io.omskit.connect.Answer;
import java.util.List;

/**
 * Asking the platform which orders go to one receiver, where it shows receivers only as opaque ids that may differ for the same
 * person. Capability of a {@link ShopConnection}; a shop without it is never asked. Source: domain rule.
 */
public interface ReceiverGrouping {
    /** How many orders one question takes. */
    int most();

    /**
     * Asks. A read: asking again is harmless.
     *
     * @param orders at least two and at most {@link #most()}; the engine asks about orders of one buyer
     * @return the numbers of orders that may travel together, list by list, just as the platform says. Orders that it does not
     *     name travel alone; what it names wrongly is sorted out by the caller
     */
    Answer<List<List<String>>> group(List<Receiver> orders);

    /**
     * An order and the opaque id of its receiver.
     *
     * @param number the order
     * @param addressId the platform's id, as it is
     */
    record Receiver(String number, String addressId) {
        /** Without the id. */
        @Override
        public String toString() {
            return "Receiver[" + number + "]";
        }
    }
}
