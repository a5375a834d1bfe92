/**
 * The neutral things that modules exchange: what a channel, a carrier, a bank or a supplier says happened.
 *
 * <p>A {@link io.omskit.fact.Fact} is never an instruction and never changes. It names what it speaks of (a {@link
 * io.omskit.fact.ChannelRef}), how new it is (a {@link io.omskit.fact.Revision}) and where it came from (a {@link
 * io.omskit.fact.Provenance}). Members that the source did not tell are absent, never zero.
 */
@NullMarked
package io.omskit.fact;

import org.jspecify.annotations.NullMarked;
