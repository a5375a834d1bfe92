/** What goods that came back, or are not wanted any more, are worth. Money and goods are separate: nothing here pays. */
@NullMarked
package io.omskit.order.aftersale;

import org.jspecify.annotations.NullMarked;
