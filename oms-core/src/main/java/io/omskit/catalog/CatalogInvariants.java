package io.omskit.catalog;

import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Match.Origin;
import io.omskit.fact.OrderFact;
import io.omskit.value.Violation;
import java.util.Objects;
import java.util.Optional;

/** What every answer of a catalog must satisfy; the engine asks it of the host's own catalog too. */
public final class CatalogInvariants {
    private static final String ID = "C1";

    private CatalogInvariants() {}

    /**
     * C1: a mapped line needs items that the catalog has, in their own measure, countable for this line, and either one sold
     * SKU or the components of one bundle.
     */
    public static Optional<Violation> answer(Catalog catalog, OrderFact.Line line, Match match) {
        if (!(match instanceof Mapped mapped)) {
            return Optional.empty();
        }
        Need first = mapped.needs().get(0);
        if (mapped.needs().size() > 1 && first.origin() == Origin.SOLD) {
            return violation(line, mapped.needs().size() + " needs without a bundle");
        }
        for (Need need : mapped.needs()) {
            Item item = catalog.item(need.sku());
            if (item == null) {
                return violation(line, "needs SKU " + need.sku() + ", which the catalog does not have");
            }
            if (item.measure() != need.perUnit().measure()) {
                return violation(
                        line,
                        "needs " + need.perUnit() + " of SKU " + need.sku() + ", which is counted in "
                                + item.measure());
            }
            if (!need.fits(line.quantity())) {
                return violation(line, "of " + line.quantity() + " cannot be counted in steps of " + need.perUnit());
            }
            if (!Objects.equals(need.bundle(), first.bundle()) || need.shipTogether() != first.shipTogether()) {
                return violation(line, "needs parts of two bundles: " + first.bundle() + " and " + need.bundle());
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(OrderFact.Line line, String detail) {
        return Optional.of(new Violation(ID, "line " + line.id(), detail));
    }
}
