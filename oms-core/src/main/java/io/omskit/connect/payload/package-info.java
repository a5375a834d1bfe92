/**
 * Reading what platforms send: JSON taken over strictly where something could be lost and leniently where only the form differs. Begin with
 * {@link io.omskit.connect.payload.PayloadReader}, go on with {@link io.omskit.connect.payload.Payload}.
 */
@NullMarked
package io.omskit.connect.payload;

import org.jspecify.annotations.NullMarked;
