package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Goods that exclude each other, are heavy, travel alone or are given, and what must hold of their parcels. */
final class ParcelledGoods {
    private static final ParcelPolicy PARCELS = ParcelPolicy.defaults()
            .withLimits(ParcelPolicy.Limits.NONE.withWeightGrams(1_000))
            .withApart("liquid", "paper")
            .withAlone("large");

    private static final GiftBook GIFTS = GiftBookReader.read("gifts.yaml", """
        gifts: gifts
        version: 1
        rules:
          - id: CUP
            version: 1
            trigger: {skus: [OIL]}
            tiers:
              - {pieces: 1, amount: 0.01 CNY, allOf: [{sku: CUP}]}
        """.getBytes(StandardCharsets.UTF_8))
            .orThrow();

    static final List<Item> GOODS = List.of(
            item("OIL", 400, "liquid"), item("BOOK", 300, "paper"), item("SOFA", 1_900, "large"), item("CUP", 100));

    static Scene scene() {
        InMemoryCatalog.Builder catalog = InMemoryCatalog.builder();
        GOODS.forEach(catalog::item);
        Policy policy = Scene.waiting()
                .withGifts(GIFTS)
                .withFulfillment(FulfillmentPolicy.defaults().withParcels(PARCELS));
        return new Scene(policy, catalog.build());
    }

    private static Item item(String sku, long grams, String... classes) {
        Item plain = Item.of(sku, sku, grams);
        return new Item(plain.sku(), sku, plain.measure(), grams, null, Set.of(classes), "");
    }

    /** Checks the parcels of these orders, as far as they are known, without asking the planner. */
    static void assertParcels(Scene scene, String... numbers) {
        for (String number : numbers) {
            for (FulfillmentOrder work : scene.oms
                    .orders()
                    .find(Shelf.SHOP.order(number))
                    .map(scene.oms.fulfillment()::of)
                    .orElse(List.of())) {
                assertParcel(scene, work);
            }
        }
    }

    private static void assertParcel(Scene scene, FulfillmentOrder work) {
        Set<String> skus = new HashSet<>();
        long grams = 0;
        long pieces = 0;
        boolean gift = false;
        boolean earned = false;
        for (Allocation part : work.allocations()) {
            Order order = scene.oms.orders().find(part.orderId()).orElseThrow();
            boolean given = order.demands().get(part.demand()).origin() == Demand.Origin.GIFT;
            skus.add(part.sku().code());
            grams += part.quantity()
                    * GOODS.stream()
                            .filter(item -> item.sku().equals(part.sku()))
                            .mapToLong(Item::weightGrams)
                            .sum();
            pieces += part.quantity();
            gift |= given;
            earned |= !given
                    || order.demands().stream()
                            .anyMatch(demand ->
                                    demand.isSold() && demand.progress().shipped() > 0);
        }
        assertTrue(grams <= 1_000 || pieces == 1, () -> "too heavy " + work);
        assertFalse(skus.contains("OIL") && skus.contains("BOOK"), work::toString);
        assertFalse(skus.contains("SOFA") && pieces > 1, work::toString);
        assertTrue(!gift || earned, () -> "a gift alone " + work);
    }

    private ParcelledGoods() {}
}
