/** The workings of the engine: units of work, accepting, folding, planning, commands, effects. Not exported. */
@NullMarked
package io.omskit.engine.process;

import org.jspecify.annotations.NullMarked;
