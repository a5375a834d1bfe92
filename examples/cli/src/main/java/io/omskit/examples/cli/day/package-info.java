/**
 * The bundled shop day: invented shops, people, goods and warehouses on the sandboxes of their platforms and carriers, played
 * in virtual time through the real library, and the report read back from the store. The same seed plays the same day.
 */
@NullMarked
package io.omskit.examples.cli.day;

import org.jspecify.annotations.NullMarked;
