package io.omskit.engine.edge;

import io.omskit.fact.ShopRef;
import java.time.ZoneId;

/**
 * A shop of the host.
 *
 * @param ref platform and name
 * @param zone the zone of its report days
 * @param legalEntity who sells; orders of different entities never travel together
 */
public record Shop(ShopRef ref, ZoneId zone, String legalEntity) {}
