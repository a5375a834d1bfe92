/** What was changed about an order after it was taken: exchanges, arrangements by hand, sources that rejected it. */
@NullMarked
package io.omskit.order.edit;

import org.jspecify.annotations.NullMarked;
