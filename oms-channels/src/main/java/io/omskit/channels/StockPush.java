package io.omskit.channels;

import io.omskit.connect.Answer;
import io.omskit.value.Quantity;

/** Uploading the quantity that may be sold. Capability of a {@link ShopConnection}. */
public interface StockPush {
    /**
     * Sets a listing's quantity. Absolute, so repeating is harmless.
     *
     * @param code the listing's code in this shop, as order lines carry it
     * @param available what may be sold; never negative
     * @return what the platform said
     */
    Answer<String> setAvailable(String code, Quantity available);
}
