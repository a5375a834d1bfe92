package io.omskit.channels;

import io.omskit.connect.Answer;
import java.util.List;

/** Reading one order by its number. Capability of a {@link ShopConnection}. */
public interface OrderLookup {
    /**
     * Reads an order and what belongs to it.
     *
     * @return its rows, refunds included where they are read apart; {@link io.omskit.connect.ErrorClass#NOT_FOUND} where
     *     the platform does not know the number
     */
    Answer<List<Feed.Row>> lookUp(String number);
}
