/**
 * Who may see what: sealing of personal data, roles, and views that contain permitted fields only.
 *
 * <p>A {@link io.omskit.access.Sealer} keeps personal data unreadable in the store. A {@link io.omskit.access.Role} names the
 * fields that it may see in plain or by a {@link io.omskit.access.Masking}, and a {@link io.omskit.access.View} builds the map
 * of a subject from exactly these. Where personal data is shown in plain, an {@link io.omskit.access.Audit} record comes with
 * it. Everything here is immutable and thread-safe.
 */
@NullMarked
package io.omskit.access;

import org.jspecify.annotations.NullMarked;
