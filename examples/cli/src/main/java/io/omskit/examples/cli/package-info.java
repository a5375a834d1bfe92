/** The command line {@code oms}: a reference application on top of the four libraries, and the tool to try a payload or a bill in one minute. */
@NullMarked
package io.omskit.examples.cli;

import org.jspecify.annotations.NullMarked;
