package io.omskit.examples.cli.day;

import io.omskit.catalog.Bundle;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the day sells and where it lies. */
final class Goods {
    /** Sold in a box: one tea and two cups that must not be parted. */
    static final String GIFT_BOX = "GIFT-TEA";

    /** A slip of the pen in a listing; the catalog learns of it in the afternoon. */
    static final String MISSPELT = "CUP-BLU3";

    /** A code that nobody ever explains. */
    static final String MYSTERY = "OLD-4711";

    /** Comes in the afternoon; before that there is too little of it. */
    static final String SHORT = "LAMP-PAPER";

    static final String CHERRY = "CHERRY";
    static final String HANGZHOU = "W-HZ";
    static final String GUANGZHOU = "W-GZ";
    static final String CHENGDU = "S-CD";
    static final String LOS_ANGELES = "3PL-LA";

    /**
     * One thing that is sold.
     *
     * @param sku its code everywhere
     * @param title name in its shops
     * @param price minor units of its shops' currency
     * @param grams weight of one
     * @param stock what lies where, in steps
     */
    record Thing(String sku, String title, long price, long grams, Map<String, Long> stock) {}

    static final List<Thing> CHINA = List.of(
            new Thing("TEA-LONGJING", "明前龙井 250g", 12_800, 300, Map.of(HANGZHOU, 400L, GUANGZHOU, 60L)),
            new Thing("TEA-PUER", "陈年普洱 357g", 16_800, 420, Map.of(GUANGZHOU, 300L, HANGZHOU, 40L)),
            new Thing("TEA-JASMINE", "茉莉花茶 100g", 4_900, 150, Map.of(HANGZHOU, 200L, GUANGZHOU, 100L)),
            new Thing("CUP-BLUE", "青花杯", 3_900, 260, Map.of(HANGZHOU, 500L, GUANGZHOU, 160L)),
            new Thing("CUP-WHITE", "白瓷杯", 2_900, 240, Map.of(HANGZHOU, 300L, GUANGZHOU, 300L)),
            new Thing("POT-CLAY", "紫砂壶", 26_800, 700, Map.of(HANGZHOU, 120L)),
            new Thing("TRAY-BAMBOO", "竹茶盘", 15_800, 1_900, Map.of(GUANGZHOU, 150L, HANGZHOU, 40L)),
            new Thing("SCARF-SILK", "真丝围巾", 19_900, 180, Map.of(HANGZHOU, 160L, GUANGZHOU, 40L)),
            new Thing("FAN-FOLD", "折扇", 5_900, 120, Map.of(CHENGDU, 200L, HANGZHOU, 30L)),
            new Thing(SHORT, "纸灯笼", 8_800, 650, Map.of(CHENGDU, 4L)),
            new Thing("CANDLE-SOY", "大豆蜡烛", 4_500, 380, Map.of(GUANGZHOU, 260L, HANGZHOU, 60L)),
            new Thing("NUTS-MIX", "混合坚果 500g", 6_900, 560, Map.of(CHENGDU, 150L, GUANGZHOU, 150L, HANGZHOU, 100L)));

    static final List<Thing> AMERICA = List.of(
            new Thing("US-TEA-GREEN", "Green tea, 8 oz", 1_850, 300, Map.of(LOS_ANGELES, 300L)),
            new Thing("US-TEA-BLACK", "Black tea, 8 oz", 1_650, 300, Map.of(LOS_ANGELES, 300L)),
            new Thing("US-CUP", "Porcelain cup", 1_200, 260, Map.of(LOS_ANGELES, 300L)),
            new Thing("US-POT", "Clay teapot", 5_900, 800, Map.of(LOS_ANGELES, 200L)),
            new Thing("US-SCARF", "Silk scarf", 3_900, 180, Map.of(LOS_ANGELES, 200L)),
            new Thing("US-TRAY", "Bamboo tray", 3_400, 1_900, Map.of(LOS_ANGELES, 150L)));

    private static final long CHERRY_GRAMS = 90_000;
    private static final ZoneId CHINA_ZONE = ZoneId.of("Asia/Shanghai");

    private Goods() {}

    static List<Source> sources() {
        return List.of(
                Source.of(HANGZHOU, Source.Kind.OWN, CHINA_ZONE)
                        .withPriority(1)
                        .withRegion("330100000000")
                        .withName("Hangzhou"),
                Source.of(GUANGZHOU, Source.Kind.OWN, CHINA_ZONE)
                        .withPriority(2)
                        .withRegion("440100000000")
                        .withName("Guangzhou"),
                Source.of(CHENGDU, Source.Kind.STORE, CHINA_ZONE)
                        .withPriority(3)
                        .withRegion("510100000000")
                        .withName("Chengdu store"),
                Source.of(LOS_ANGELES, Source.Kind.SUPPLIER, ZoneId.of("America/Los_Angeles"))
                        .withPriority(4)
                        .withRegion("US-CA")
                        .withName("Los Angeles")
                        .withCounted(true));
    }

    static InMemoryCatalog catalog() {
        InMemoryCatalog.Builder catalog = InMemoryCatalog.builder();
        for (Thing thing : things()) {
            catalog.item(Item.of(thing.sku(), thing.title(), thing.grams()));
        }
        catalog.item(Item.of(new Sku(CHERRY), "车厘子", Measure.KILOGRAM));
        catalog.bundle(new Bundle(
                "BUNDLE-TEA",
                List.of(
                        Bundle.Component.pieces(new Sku("TEA-LONGJING"), 1, 12_800),
                        Bundle.Component.pieces(new Sku("CUP-BLUE"), 2, 7_800)),
                true));
        catalog.listing(Listing.ofBundle(Listing.Scope.anywhere(), GIFT_BOX, "BUNDLE-TEA"));
        return catalog.build();
    }

    /** What the misspelt code means. */
    static Listing correction() {
        return Listing.of(Listing.Scope.anywhere(), MISSPELT, new Sku("CUP-BLUE"), Quantity.pieces(1));
    }

    private static List<Thing> things() {
        List<Thing> all = new ArrayList<>(CHINA);
        all.addAll(AMERICA);
        return all;
    }

    /** Books what lies on the shelves in the morning. */
    static void fillShelves(Oms oms) {
        List<StockMovement> movements = new ArrayList<>();
        for (Thing thing : things()) {
            for (String source : List.of(HANGZHOU, GUANGZHOU, CHENGDU, LOS_ANGELES)) {
                long steps = thing.stock().getOrDefault(source, 0L);
                if (steps > 0) {
                    StockCell cell = new StockCell(source, new Sku(thing.sku()));
                    movements.add(StockMovement.receive(cell, steps, "opening"));
                }
            }
        }
        movements.add(StockMovement.receive(new StockCell(GUANGZHOU, new Sku(CHERRY)), CHERRY_GRAMS, "opening"));
        oms.submit(new Command.MoveStock(movements));
    }

    /** The truck of the afternoon. */
    static void unload(Oms oms) {
        StockCell cell = new StockCell(CHENGDU, new Sku(SHORT));
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(cell, 200, "truck"))));
    }
}
