package io.omskit.catalog;

import io.omskit.value.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One sold thing made of several stocked things. It has no stock of its own: its components are reserved (domain rules,
 * Components are SKUs, so a bundle can never contain a bundle.
 *
 * @param code the bundle's code, in a name space of its own
 * @param components what it is made of, at least one, each SKU once
 * @param shipTogether whether the components of one unit must never be split over parcels
 */
public record Bundle(String code, List<Component> components, boolean shipTogether) {
    public Bundle {
        code = Codes.required("bundle", code);
        components = List.copyOf(components);
        if (components.isEmpty()) {
            throw new IllegalArgumentException(
                    "bundle " + code + " has no components.\nName at least one SKU, or list the code as a SKU.");
        }
        Set<Sku> seen = new HashSet<>();
        for (Component component : components) {
            if (!seen.add(component.sku())) {
                throw new IllegalArgumentException("bundle " + code + " names SKU " + component.sku()
                        + " twice.\nAdd the two quantities and name the SKU once.");
            }
        }
    }

    /**
     * One part of a bundle.
     *
     * @param sku what is taken from stock
     * @param perBundle how much of it one bundle contains, positive
     * @param shareWeight the component's weight when the money of a bundle line is shared over its components, such as its
     *     own list price in minor units times the quantity; not negative
     */
    public record Component(Sku sku, Quantity perBundle, long shareWeight) {
        public Component {
            if (!perBundle.isPositive() || shareWeight < 0) {
                throw new IllegalArgumentException("a bundle component of SKU " + sku + " has quantity " + perBundle
                        + " and share weight " + shareWeight
                        + ".\nGive a positive quantity and a weight that is not negative.");
            }
        }

        /** So many pieces, with this weight in the sharing of money. */
        public static Component pieces(Sku sku, long pieces, long shareWeight) {
            return new Component(sku, Quantity.pieces(pieces), shareWeight);
        }
    }
}
