/**
 * The storage port and its three implementations.
 *
 * <p>{@link io.omskit.store.Store} is the port: eleven methods over {@linkplain io.omskit.store.Kind kinds} of
 * {@linkplain io.omskit.store.Row rows}, bounded counters and leases. It knows index columns and bodies, and no business words.
 * {@link io.omskit.store.Stores} opens SQLite and PostgreSQL, {@link io.omskit.store.MemoryStore} is the reference
 * implementation. Everything that is written goes through one {@link io.omskit.store.Commit}, all of it or nothing.
 */
@NullMarked
package io.omskit.store;

import org.jspecify.annotations.NullMarked;
