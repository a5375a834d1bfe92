package io.omskit.channels;

import io.omskit.connect.Answer;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.value.Quantity;
import java.util.List;

/** Telling the platform that a parcel is on its way. Capability of a {@link ShopConnection}. */
public interface ShipNotice {
    /** What to do when it is not known whether a notice arrived. */
    EffectHandler.RepeatRule repeat();

    /**
     * Sends the notice of one parcel. The units of a line may leave in several parcels; a platform that takes one parcel for a
     * line is told the first, and the others are {@link io.omskit.connect.ErrorClass#ALREADY_DONE}, with a text that says so.
     *
     * @return what the platform said, without personal data; {@link io.omskit.connect.ErrorClass#ALREADY_DONE} where the
     *     platform has this parcel already
     */
    Answer<String> send(Parcel parcel);

    /**
     * Whether the platform knows all of the parcel that it can be told; asked before a repeat under {@link
     * EffectHandler.RepeatRule#ASK_FIRST}.
     */
    Answer<Boolean> hasArrived(Parcel parcel);

    /**
     * One parcel of one order.
     *
     * @param key the same for every attempt to announce this parcel
     * @param number the order
     * @param carrier our carrier id; the adapter translates it into the platform's code
     * @param tracking the tracking number
     * @param items what is inside; empty means all lines that are still to ship
     * @param whole whether the parcel completes the order
     */
    record Parcel(String key, String number, String carrier, String tracking, List<Item> items, boolean whole) {
        public Parcel {
            items = List.copyOf(items);
        }
    }

    /**
     * Units of a line in a parcel.
     *
     * @param lineId the platform's line id
     * @param quantity how much of it; zero where another parcel has told the units, because they are made of several things or
     *     because this one is told again only to complete the order
     * @param whole whether nothing of the line is in another parcel, or still to ship
     */
    record Item(String lineId, Quantity quantity, boolean whole) {}
}
