/**
 * Reading the payloads of platforms: what is common to all of them. A platform declares the forms of its answers as {@link
 * io.omskit.channels.reading.ApiForm}s and reads the parts of one order in {@link io.omskit.channels.reading.PlatformOrders};
 * {@link io.omskit.channels.reading.ChannelMapper} takes bodies, lists and bundles apart, links them by order number and
 * keeps one broken order from losing its neighbors.
 */
@NullMarked
package io.omskit.channels.reading;

import org.jspecify.annotations.NullMarked;
