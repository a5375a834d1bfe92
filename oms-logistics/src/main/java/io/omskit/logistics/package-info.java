/**
 * Parcels: one tracking model for all carriers, the connector that a carrier needs, and the facade that joins both to an
 * engine.
 *
 * <p>Start with {@link io.omskit.logistics.Logistics} inside an engine, or with {@link io.omskit.logistics.Carrier} and
 * {@link io.omskit.logistics.Timeline}, which need none.
 */
@NullMarked
package io.omskit.logistics;

import org.jspecify.annotations.NullMarked;
