/**
 * The engine: accepts what happened, durably; decides in batches; lets effects happen outside, at least once.
 *
 * <p>Start with {@link io.omskit.engine.Oms}. Adapters implement {@link io.omskit.engine.edge.FactMapper} and {@link
 * io.omskit.engine.edge.EffectHandler}; the modules for channels, logistics and finance attach from outside.
 */
@NullMarked
package io.omskit.engine;

import org.jspecify.annotations.NullMarked;
