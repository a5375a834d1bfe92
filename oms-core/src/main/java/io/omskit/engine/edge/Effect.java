package io.omskit.engine.edge;

import java.util.HashMap;
import java.util.Map;

/**
 * Something that is to happen outside: a row, claimed with a lease, done at least once, recorded once.
 *
 * @param id our own key
 * @param key unique; the same key is never done under two outcomes. Send it along where the other side can tell repeats
 * @param type what sort of effect, for example {@code ship-notice}
 * @param target where it goes: {@code platform/shop}, a source id, a carrier id
 * @param orderId the order it is about, 0 if there is none
 * @param fulfillmentOrder the fulfillment order it is about, 0 if there is none
 * @param data what the handler needs, by name; references only, never personal data
 * @param attempt which attempt this is, from 1
 * @param fence grows with every claim; hand it on where the other side can refuse the late
 */
public record Effect(
        long id,
        String key,
        String type,
        String target,
        long orderId,
        long fulfillmentOrder,
        Map<String, String> data,
        int attempt,
        long fence) {

    /**
     * The ship notice to a channel: data {@code number, carrier, tracking}, {@code lines} ({@code id:quantity;...}, weighed ones
     * with their decimals), {@code inPart}: the ids of those lines of which this parcel has not everything, joined by {@code ;},
     * {@code whole}: whether the parcel completes the order. The units of a line over all notices add up to what has left: a
     * unit made of several things counts with the first of them, and a parcel with the rest names the line with zero. Where
     * the rest of an order is canceled, its last parcel is told again, with zero units and as the one that completes it.
     */
    public static final String SHIP_NOTICE = "ship-notice";

    /** The request to look an order up again: data {@code number}. */
    public static final String LOOK_UP = "look-up";

    /**
     * The request to a source to do or stop work: data {@code action} (release, cancel), and where only a part is canceled
     * {@code units} ({@code orderId/demand:quantity;...}).
     */
    public static final String SOURCE_WORK = "source-work";

    /**
     * The upload of one listing's available quantity: data {@code code, sku}. Where the engine opened it, {@code quantity} tells
     * the whole listed units, computed when it is sent; it is absolute and never negative.
     */
    public static final String STOCK_UPLOAD = "stock-upload";

    /**
     * A question to the customer: data {@code number, gate, question, deadline}, {@code answers} (one a line). The answer comes back
     * as {@link Command.Answer}.
     */
    public static final String ASK_BACK = "ask-back";

    /** The request to a carrier to stop a parcel on its way: data {@code tracking, cause}. */
    public static final String INTERCEPT = "intercept";

    /**
     * The question to a platform which orders go to one receiver: data {@code numbers} (joined by {@code ;}, at most 100) of one
     * buyer, gathered when it is sent. Asking again is harmless. It is made only for shops with a handler of this type; its answer
     * comes as a {@code Fact.SameReceiver} in the news of the outcome, which names every order that was asked about.
     */
    public static final String MERGE_ASK = "merge-ask";

    public Effect {
        data = Map.copyOf(data);
    }

    /** The same effect with one more datum. */
    public Effect with(String name, String value) {
        Map<String, String> more = new HashMap<>(data);
        more.put(name, value);
        return new Effect(id, key, type, target, orderId, fulfillmentOrder, more, attempt, fence);
    }

    /** A datum that the type of this effect always has. */
    public String datum(String name) {
        String value = data.get(name);
        if (value == null) {
            throw new IllegalArgumentException("effect " + key + " of type " + type + " has no " + name
                    + ".\nIts data are " + data.keySet() + ".");
        }
        return value;
    }
}
