package io.omskit.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scans of one parcel as one source tells them. Carriers' connectors read them, the tracking fold of the logistics
 * module turns them into a {@link ShipmentFact}.
 *
 * @param carrier the carrier id
 * @param number the tracking number
 * @param discriminator as in {@link ShipmentFact}
 * @param provenance where it was read; its source tells carrier pull, carrier push or aggregator
 * @param snapshot whether the events replace all earlier ones of the same source; else they add to them
 * @param estimatedDelivery what the source expects
 * @param events in the order of the source
 */
public record TrackingFact(
        String carrier,
        String number,
        String discriminator,
        Provenance provenance,
        boolean snapshot,
        @Nullable Instant estimatedDelivery,
        List<Event> events)
        implements Fact {

    public TrackingFact {
        carrier = Texts.required("carrier", carrier);
        number = Texts.required("tracking number", number);
        events = List.copyOf(events);
    }

    /**
     * One scan.
     *
     * @param at when it happened
     * @param offsetSeconds the offset of the place or of the source's convention, for printing local time
     * @param type the word of the neutral event type (logistics reference 2.2), {@code UNMAPPED} where the code is unknown
     * @param reason why something went wrong, where told
     * @param code the source's own code
     * @param place as printed
     * @param text as printed; may name a courier, so it is personal data
     * @param sequence position inside the source's list
     */
    public record Event(
            Instant at,
            int offsetSeconds,
            String type,
            @Nullable String reason,
            String code,
            @Nullable String place,
            @Nullable String text,
            int sequence) {
        @Override
        public String toString() {
            return "Event[" + at + " " + type + " " + code + "]";
        }
    }
}
