/** The unit of work: what is read once, changed in memory, and written in one commit. Not exported. */
@NullMarked
package io.omskit.engine.work;

import org.jspecify.annotations.NullMarked;
