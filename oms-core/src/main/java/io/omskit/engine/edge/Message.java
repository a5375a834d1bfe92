package io.omskit.engine.edge;

import io.omskit.fact.ShopRef;

/**
 * A piece of news in the words of its source, to be accepted: stored durably as it came, mapped to facts later.
 *
 * <p>The payload may hold personal data and is sealed at once; {@link #toString} never shows it.
 *
 * @param mapper id of the {@link FactMapper} that reads it
 * @param api what the source calls this form, for example {@code taobao.trades.sold.increment.get}
 * @param shop the shop it belongs to
 * @param subject what it is about within the shop: the order number, or another key of the source; decides the lane, so
 *     that news of one order stays together, and may be any stable text
 * @param payload the bytes as they came, for one subject only
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
public record Message(String mapper, String api, ShopRef shop, String subject, byte[] payload) {
    /** The largest payload that is accepted, in bytes. */
    public static final int MAX_PAYLOAD = 4 << 20;

    public Message {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a message about " + shop + " has " + payload.length + " bytes, at most "
                    + MAX_PAYLOAD + " are accepted.\nPass the objects of a page one by one.");
        }
    }

    @Override
    public String toString() {
        return "Message[" + mapper + " " + api + " " + shop + "/" + subject + " " + payload.length + " bytes]";
    }
}
