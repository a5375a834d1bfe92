/** A whole shop world in one thread: sandboxes of platforms and a carrier, an order file, warehouses, people, bookkeeping, faults. */
@NullMarked
package io.omskit.examples.cli.simulation;

import org.jspecify.annotations.NullMarked;
