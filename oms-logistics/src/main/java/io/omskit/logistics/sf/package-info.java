/** SF Express over its standard gateway (Fengqiao): signature, tracking, pushes, waybills. */
@NullMarked
package io.omskit.logistics.sf;

import org.jspecify.annotations.NullMarked;
