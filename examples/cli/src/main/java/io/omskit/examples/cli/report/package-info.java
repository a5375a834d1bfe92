/**
 * The report of the bundled shop day: its figures as records, and how they are shown: as JSON, as one HTML page without scripts
 * and without anything from elsewhere, and as text for a terminal. Knows nothing of where the figures come from.
 */
@NullMarked
package io.omskit.examples.cli.report;

import org.jspecify.annotations.NullMarked;
