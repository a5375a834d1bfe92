/**
 * Places and the keys made of them: {@link io.omskit.address.Address} as channels send it, the {@link io.omskit.address.Regions}
 * table of provinces, cities, counties and towns, the versioned {@link io.omskit.address.AddressNormalizer}, and
 * {@link io.omskit.address.AddressKeys}, which turn a consignee into keyed hashes under the host's {@link io.omskit.address.HashKey}.
 *
 * <p>Free text is not parsed here; that is the business of the logistics module. This package sees no other package of OMS Kit.
 */
@NullMarked
package io.omskit.address;

import org.jspecify.annotations.NullMarked;
