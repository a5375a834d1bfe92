/**
 * Carriers that run inside a test: they speak their protocol, check signatures by code of their own, move parcels in virtual
 * time and misbehave on a seed. Every number, place and text is invented.
 */
@NullMarked
package io.omskit.logistics.sandbox;

import org.jspecify.annotations.NullMarked;
