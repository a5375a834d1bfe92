/** Accepting messages, processing them in batches, carrying out commands and effects. Not exported. */
@NullMarked
package io.omskit.engine.process;

import org.jspecify.annotations.NullMarked;
