package io.omskit.channels;

import io.omskit.connect.WireLog;
import io.omskit.fact.ShopRef;
import java.util.List;

/**
 * One shop on its platform. A connection also implements {@link OrderLookup}, {@link ShipNotice}, {@link StockPush} and {@link
 * ReceiverGrouping} where the platform has them; one that it lacks is simply not implemented. Thread-safe; holds limits and tokens, so keep one a
 * shop.
 */
public interface ShopConnection {
    /** The shop. */
    ShopRef shop();

    /** What can be read by time, in the order in which it should be read; orders before refunds. */
    List<Feed> feeds();

    /** The last exchanges, without secrets and personal data; for support and for the contract. */
    WireLog log();
}
