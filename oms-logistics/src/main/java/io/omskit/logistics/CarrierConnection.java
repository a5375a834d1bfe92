package io.omskit.logistics;

import io.omskit.connect.Answer;
import io.omskit.connect.Exchange;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.Transport;
import io.omskit.connect.WireLog;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account at its carrier. A connection also implements {@link Tracks}, {@link Pushes} and {@link MakesWaybills} where the
 * carrier has them; what it lacks is simply not implemented. Thread-safe; holds limits, so keep one per account.
 */
public interface CarrierConnection {
    /** The carrier id. */
    String carrier();

    /** The last exchanges, without secrets and personal data. */
    WireLog log();

    /**
     * What a connection gets from its host.
     *
     * @param transport where calls go: the network, or a sandbox in this process
     * @param time what the time is
     * @param waiter how pauses are spent
     */
    record Wiring(Transport transport, InstantSource time, Exchange.Waiter waiter) {
        /** A wiring whose pauses block the calling thread. */
        public static Wiring of(Transport transport, InstantSource time) {
            return new Wiring(transport, time, Exchange.Waiter.blocking());
        }
    }

    /** Asking where a parcel is. */
    interface Tracks {
        /**
         * Asks.
         *
         * @param phoneTail the last digits of the receiver's or sender's phone, where the carrier wants them; else null
         * @return what the carrier says; a number without scans is a success without events
         */
        Answer<Carrier.Parsed> track(String number, @Nullable String phoneTail);
    }

    /** Receiving what the carrier pushes. */
    interface Pushes {
        /** Whether a push comes from the carrier, as far as its protocol can show. */
        boolean isGenuine(Map<String, String> headers, byte[] body);

        /** What the carrier wants to hear: taken, or to be pushed again. */
        HttpAnswer reply(boolean taken);
    }

    /** Making waybills. A number costs money, so what may have been made is asked for before it is made again. */
    interface MakesWaybills {
        /**
         * Makes a waybill under the order's key.
         *
         * @return the waybill; for a key that the carrier knows already the one it has
         */
        Answer<Waybill> create(Waybill.Order order);

        /** The waybill that was made under a key, if there is one. */
        Answer<Optional<Waybill>> find(String key);
    }
}
