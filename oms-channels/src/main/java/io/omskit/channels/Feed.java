package io.omskit.channels;

import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Something of a shop that can be read by time of change: its orders, its refunds. Rows may come twice, never not at all: a
 * window is complete only when the {@link Pager.Sweep} says so, and the cursor moves only then.
 */
public interface Feed {
    /** Name of the orders feed. */
    String ORDERS = "orders";

    /** Name of the refunds feed. */
    String REFUNDS = "refunds";

    /** What is read; part of the cursor's name {@code platform/shop/name}. */
    String name();

    /** How time is cut for this API: largest window, overlap, lag. */
    WindowSplitter windows();

    /**
     * Reads all that changed in a window.
     *
     * @param receiver gets the rows page by page and says whether it took them; hand it to a {@link Pager} as it is
     * @return whether everything was delivered; a body that was cut off or not understood makes it incomplete
     */
    Pager.Sweep read(WindowSplitter.Window window, Predicate<List<Row>> receiver);

    /**
     * The payload of one order, or of one refund of an order, as it came.
     *
     * @param api the API's name, as the mapper knows it
     * @param number the order it is about
     * @param modified when the platform says it changed, absent where it does not say
     * @param payload UTF-8 JSON of this object alone, or a bundle of what belongs to it under the api {@code ""}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
    record Row(String api, String number, @Nullable Instant modified, byte[] payload) {
        @Override
        public String toString() {
            return "Row[" + api + " " + number + " " + modified + " " + payload.length + " bytes]";
        }
    }
}
