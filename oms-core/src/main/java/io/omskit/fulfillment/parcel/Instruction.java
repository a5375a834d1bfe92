package io.omskit.fulfillment.parcel;

import io.omskit.fulfillment.Part;
import java.util.List;

/**
 * What somebody has said by hand about a plan. It is part of the input of every later plan, is kept as long as no constraint
 * stands against it, and is told when it cannot be kept.
 */
public sealed interface Instruction {
    /**
     * These units come from that source.
     *
     * @param part the units
     * @param source who is to send them
     */
    record At(Part part, String source) implements Instruction {}

    /**
     * These units share no parcel with any other.
     *
     * @param parts the units
     */
    record Apart(List<Part> parts) implements Instruction {
        public Apart {
            parts = required(parts);
        }
    }

    /**
     * These units leave in one parcel. Of all units of an order it takes back a split.
     *
     * @param parts the units
     */
    record Together(List<Part> parts) implements Instruction {
        public Together {
            parts = required(parts);
        }
    }

    /**
     * What the buyer wants of an order with presale and spot goods.
     *
     * @param orderId the order
     * @param answer not {@code ASK}
     */
    record Answer(long orderId, ParcelPolicy.Presale answer) implements Instruction {
        public Answer {
            if (answer == ParcelPolicy.Presale.ASK) {
                throw new IllegalArgumentException(
                        "order " + orderId + " is answered with ASK.\nAnswer with SPLIT or WAIT_ALL.");
            }
        }
    }

    private static List<Part> required(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an instruction names no units.\nName the units that it is about.");
        }
        return Part.merged(parts);
    }
}
