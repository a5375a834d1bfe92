/** Stored forms of what plans were based on. Not exported. */
@NullMarked
package io.omskit.fulfillment.stored;

import org.jspecify.annotations.NullMarked;
