package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.PersonalData;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to one source: an own warehouse system, a supplier, or a callback of the host. It is told to work and to stop;
 * what it does it tells by {@link SourceReport}s, whenever it likes.
 *
 * <p>Called as an effect, outside of any transaction, at least once: a job with a key that was taken before must be
 * answered as it was then. Implementations are safe for several threads. Expected failures are answers, not exceptions.
 */
public interface SourceConnector {
    /** The id of the source that it leads to. */
    String source();

    /** Hands over work. */
    Answer release(Job job);

    /**
     * Asks to stop work. {@link Answer.Taken} means that nothing of the job leaves any more; {@link Answer.Refused} that it
     * is too late and an intercept is left.
     */
    Answer cancel(Job job);

    /**
     * Work for a source.
     *
     * @param key the same for every attempt at the same thing
     * @param fulfillmentOrder which one
     * @param items what to send, or what not to send any more
     * @param shipBy until when to hand over; the earliest of the orders inside
     * @param consignee where it goes; absent for a cancelation and where the platform prints the label
     */
    record Job(
            String key,
            long fulfillmentOrder,
            List<Item> items,
            @Nullable Instant shipBy,
            @Nullable PersonalData consignee) {
        public Job {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "Job[" + key + ", fulfillment order " + fulfillmentOrder + ", " + items + "]";
        }
    }

    /**
     * Units of one demand.
     *
     * @param orderId the order
     * @param order the order on its channel
     * @param demand index of the demand; reports name it again
     * @param sku what
     * @param quantity how much, nominal
     */
    record Item(long orderId, ChannelRef order, int demand, Sku sku, Quantity quantity) {}

    /** What came of telling the source. */
    sealed interface Answer {
        /**
         * The source has it.
         *
         * @param reference the source's own number of the job, may be empty
         */
        record Taken(String reference) implements Answer {}

        /**
         * The source does not take it, and asking again is no use.
         *
         * @param reason why, without personal data
         */
        record Refused(String reason) implements Answer {}

        /**
         * The source cannot be reached or has no time.
         *
         * @param reason why, without personal data
         * @param after how long to wait at least
         */
        record Later(String reason, Duration after) implements Answer {}

        /**
         * It is not known whether the source has it.
         *
         * @param reason why nobody knows
         */
        record Unknown(String reason) implements Answer {}
    }
}
