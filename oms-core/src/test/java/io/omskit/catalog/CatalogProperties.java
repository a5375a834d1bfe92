package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle.Component;
import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Match.Unmapped;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CatalogProperties {
    private static final List<String> CODES = List.of("a", "b", "c", "K0", "K1", "P2");
    private static final List<ShopRef> SHOPS = List.of(Lines.SHOP, Lines.SISTER, Lines.OTHER);
    private static final List<Scope> SCOPES =
            List.of(Scope.shop(Lines.SHOP), Scope.shop(Lines.OTHER), Scope.platform("taobao"), Scope.anywhere());

    @Property
    void everyAnswerSatisfiesTheInvariant(@ForAll long seed) {
        Random random = new Random(seed);
        InMemoryCatalog catalog = InMemoryCatalog.builder().build();
        for (int i = 0; i < 10; i++) {
            catalog.change(edits(random));
            for (int j = 0; j < 10; j++) {
                OrderFact.Line line = line(random);
                Match match = catalog.match(SHOPS.get(random.nextInt(SHOPS.size())), line);
                assertEquals(Optional.empty(), CatalogInvariants.answer(catalog, line, match));
                if (match instanceof Unmapped unmapped) {
                    assertTrue(unmapped.nearest().size() <= Match.MAX_CANDIDATES);
                }
            }
        }
    }

    /** No held line is forgotten: whatever becomes mapped, or mapped otherwise, is named by the change. */
    @Property
    void everyLineWithANewMappingIsConcernedByTheChange(@ForAll long seed) {
        Random random = new Random(seed);
        InMemoryCatalog catalog = InMemoryCatalog.builder().build();
        catalog.change(edits(random));
        for (int i = 0; i < 10; i++) {
            List<OrderFact.Line> lines = new ArrayList<>();
            List<List<Match>> before = new ArrayList<>();
            for (int j = 0; j < 10; j++) {
                OrderFact.Line line = line(random);
                lines.add(line);
                before.add(SHOPS.stream().map(shop -> catalog.match(shop, line)).toList());
            }
            List<CatalogChange> heard = new ArrayList<>();
            Catalog.Subscription subscription = catalog.onChange(heard::add);
            catalog.change(edits(random));
            subscription.close();
            for (int j = 0; j < lines.size(); j++) {
                for (int s = 0; s < SHOPS.size(); s++) {
                    Match now = catalog.match(SHOPS.get(s), lines.get(j));
                    if (now instanceof Mapped && !now.equals(before.get(j).get(s))) {
                        assertTrue(
                                heard.get(0).concerns(SHOPS.get(s), lines.get(j)),
                                lines.get(j) + " of " + SHOPS.get(s));
                    }
                }
            }
        }
    }

    @Property
    void partsOfALineNeedWhatTheWholeNeeds(
            @ForAll @LongRange(min = 0, max = 1_000_000) long first,
            @ForAll @LongRange(min = 0, max = 1_000_000) long second,
            @ForAll Measure soldIn,
            @ForAll @IntRange(min = 1, max = 50) int perStep,
            @ForAll Measure measure) {
        Need need = Need.sold(new Sku("X"), Quantity.of(perStep * Units.stepsPerUnit(soldIn), measure));
        Quantity whole = need.needed(Quantity.of(first + second, soldIn));
        assertEquals(whole, need.needed(Quantity.of(first, soldIn)).plus(need.needed(Quantity.of(second, soldIn))));
        assertEquals(Quantity.of((first + second) * perStep, measure), whole);
    }

    private static OrderFact.Line line(Random random) {
        String code = random.nextInt(5) == 0 ? null : CODES.get(random.nextInt(CODES.size()));
        String[] alternates = new String[random.nextInt(3)];
        for (int i = 0; i < alternates.length; i++) {
            alternates[i] = CODES.get(random.nextInt(CODES.size()));
        }
        Quantity quantity =
                random.nextBoolean() ? Quantity.pieces(3) : Quantity.of(1 + random.nextInt(5_000), Measure.KILOGRAM);
        return Lines.line(code, "item " + random.nextInt(4), quantity, alternates);
    }

    /** SKUs P0 to P2 are counted in pieces, K0 and K1 weighed; the name tells, so that edits never contradict. */
    private static Consumer<InMemoryCatalog.Builder> edits(Random random) {
        return builder -> {
            for (int i = 0; i < 4; i++) {
                Sku sku = sku(random);
                Listing.Key key = new Listing.Key(
                        SCOPES.get(random.nextInt(SCOPES.size())), CODES.get(random.nextInt(CODES.size())));
                String bundle = "B" + random.nextInt(2);
                switch (random.nextInt(8)) {
                    case 0, 1 -> builder.item(Item.of(sku, "item " + sku, measure(sku)));
                    case 2 -> builder.removeItem(sku);
                    case 3 -> builder.listing(Listing.of(key.scope(), key.code(), sku, some(sku, random)));
                    case 4 -> builder.relist(Listing.ofBundle(key.scope(), key.code(), bundle));
                    case 5 -> builder.removeListing(key);
                    case 6 ->
                        builder.bundle(new Bundle(
                                bundle,
                                List.of(new Component(sku, some(sku, random), random.nextInt(3))),
                                random.nextBoolean()));
                    default -> builder.skuIsCode(random.nextInt(3) > 0);
                }
            }
        };
    }

    private static Sku sku(Random random) {
        return new Sku(List.of("P0", "P1", "P2", "K0", "K1").get(random.nextInt(5)));
    }

    private static Measure measure(Sku sku) {
        return sku.code().startsWith("P") ? Measure.PIECE : Measure.KILOGRAM;
    }

    private static Quantity some(Sku sku, Random random) {
        return Quantity.of(random.nextBoolean() ? 1_000 : 1 + random.nextInt(700), measure(sku));
    }
}
