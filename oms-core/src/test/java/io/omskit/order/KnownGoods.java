package io.omskit.order;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.CatalogChange;
import io.omskit.catalog.Item;
import io.omskit.catalog.Match;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A catalog for tests: it knows the line codes that were put in. */
final class KnownGoods implements Catalog {
    private final Map<String, Match> matches = new HashMap<>();

    /** The line is one SKU of its own name, in its own measure. */
    KnownGoods sku(OrderFact.Line line) {
        Measure measure = line.quantity().measure();
        long unit = measure == Measure.PIECE ? 1 : 1000;
        return put(line, List.of(Match.Need.sold(new Sku("SKU-" + line.id()), Quantity.of(unit, measure))));
    }

    /** The line is a bundle of one P and two Q. */
    KnownGoods bundle(OrderFact.Line line) {
        return put(
                line,
                List.of(
                        new Match.Need(new Sku("P"), Quantity.pieces(1), 3, "B-" + line.id(), true),
                        new Match.Need(new Sku("Q"), Quantity.pieces(2), 1, "B-" + line.id(), true)));
    }

    KnownGoods put(OrderFact.Line line, List<Match.Need> needs) {
        matches.put(line.id(), new Match.Mapped(needs));
        return this;
    }

    @Override
    public Match match(ShopRef shop, OrderFact.Line line) {
        return matches.getOrDefault(line.id(), new Match.Unmapped(Match.Cause.UNKNOWN_CODE, List.of()));
    }

    @Override
    public @Nullable Item item(Sku sku) {
        return null;
    }

    @Override
    public long version() {
        return matches.size();
    }

    @Override
    public Subscription onChange(Consumer<CatalogChange> listener) {
        return () -> {};
    }
}
