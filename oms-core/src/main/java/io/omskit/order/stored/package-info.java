/**
 * The words of stored rows: a light tree to read them, and a writer that leaves out what is absent.
 *
 * <p>Not exported. A row is JSON text of flat objects; what is absent, zero or usual is not written, and a member that a
 * newer version added is kept with the object it belongs to (invariant U1). What the members mean is decided by the package
 * that owns the row.
 */
@NullMarked
package io.omskit.order.stored;

import org.jspecify.annotations.NullMarked;
