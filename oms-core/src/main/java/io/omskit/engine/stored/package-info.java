/** The tables of the engine and the stored forms of what is in them. Not exported: tables are private, views are for hosts. */
@NullMarked
package io.omskit.engine.stored;

import org.jspecify.annotations.NullMarked;
