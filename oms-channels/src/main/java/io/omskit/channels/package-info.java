/**
 * Sales channels: what an adapter of a platform offers, and the pulling of its news into the engine.
 *
 * <p>A host begins with {@link io.omskit.channels.Channels} and one {@link io.omskit.channels.ShopAccount} a shop. The author
 * of an adapter begins with {@link io.omskit.channels.Channel}, which is found on the class path, and implements of {@link
 * io.omskit.channels.Feed}, {@link io.omskit.channels.OrderLookup}, {@link io.omskit.channels.ShipNotice}, {@link
 * io.omskit.channels.StockPush} and {@link io.omskit.channels.ReceiverGrouping} what the platform has. Payloads are read by {@code io.omskit.channels.reading}; {@code
 * io.omskit.channels.sandbox} and {@code io.omskit.channels.contract} prove an adapter without a network.
 */
@NullMarked
package io.omskit.channels;

import org.jspecify.annotations.NullMarked;
