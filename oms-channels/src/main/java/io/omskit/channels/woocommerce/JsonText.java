package io.omskit.channels.woocommerce;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Texts inside the small JSON bodies that are written. */
final class JsonText {
    private JsonText() {}

    /** The text with its quotation marks. */
    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
