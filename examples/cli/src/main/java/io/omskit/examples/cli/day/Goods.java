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
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Handling classes that never share a parcel. */
    static final String INK = "ink";

    static final String PAPER = "paper";
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

    static final Thing VASE = new Thing("VASE-SONG", "宋瓷花瓶", 98_000, 2_400, Map.of(HANGZHOU, 6L));
    static final Thing ENGRAVED = new Thing("ENGRAVED-CUP", "刻字杯", 8_900, 260, Map.of(HANGZHOU, 20L));
    static final Thing MASTERPIECE = new Thing("POT-MASTER", "大师紫砂壶", 288_000, 900, Map.of(HANGZHOU, 5L));
    static final Thing WATER = new Thing("WATER-CASE", "山泉水(箱)", 4_800, 9_000, Map.of(GUANGZHOU, 40L));
    static final Thing INK_BLACK = new Thing("INK-BLACK", "墨汁", 3_600, 320, Map.of(HANGZHOU, 30L));
    static final Thing SCROLL = new Thing("SCROLL-RICE", "宣纸", 7_200, 410, Map.of(HANGZHOU, 30L));
    static final Thing FRESH = new Thing("BAMBOO-FRESH", "鲜笋", 5_200, 900, Map.of(HANGZHOU, 30L, GUANGZHOU, 30L));
    static final Thing KITE = new Thing("KITE-PAPER", "风筝", 6_600, 340, Map.of(HANGZHOU, 10L, GUANGZHOU, 10L));
    static final Thing LIMITED = new Thing("FIGURE-ZODIAC", "生肖摆件", 12_600, 450, Map.of(HANGZHOU, 30L));

    /** Is sold before it is picked; comes on the second and the third day. */
    static final Thing SPRING_TEA = new Thing("TEA-SPRING", "头采春茶 100g", 22_000, 160, Map.of());

    private static final Thing CARD = new Thing("CARD-TEA", "茶卡", 0, 10, Map.of(HANGZHOU, 500L, GUANGZHOU, 500L));
    private static final Thing SPOON = new Thing("SPOON-TEA", "茶匙", 0, 40, Map.of(HANGZHOU, 100L, GUANGZHOU, 100L));

    /** What only single orders of the day are about, and the gifts. */
    private static final List<Thing> SINGLE = List.of(
            VASE, ENGRAVED, MASTERPIECE, WATER, INK_BLACK, SCROLL, FRESH, KITE, LIMITED, SPRING_TEA, CARD, SPOON);

    /** Hangzhou hands nothing over on the same day after this. */
    static final LocalTime CUT_OFF = LocalTime.of(15, 0);

    private static final long CHERRY_GRAMS = 90_000;
    private static final ZoneId CHINA_ZONE = ZoneId.of("Asia/Shanghai");

    private Goods() {}

    static List<Source> sources() {
        return List.of(
                Source.of(HANGZHOU, Source.Kind.OWN, CHINA_ZONE)
                        .withPriority(1)
                        .withRegion("330100000000")
                        .withCutOff(CUT_OFF)
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
            catalog.item(item(thing));
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

    private static Item item(Thing thing) {
        Item item = Item.of(thing.sku(), thing.title(), thing.grams());
        Set<String> classes = thing.equals(INK_BLACK) ? Set.of(INK) : thing.equals(SCROLL) ? Set.of(PAPER) : Set.of();
        return new Item(
                item.sku(), item.title(), item.measure(), item.weightGrams(), item.size(), classes, item.category());
    }

    /** What the misspelt code means. */
    static Listing correction() {
        return Listing.of(Listing.Scope.anywhere(), MISSPELT, new Sku("CUP-BLUE"), Quantity.pieces(1));
    }

    private static List<Thing> things() {
        List<Thing> all = new ArrayList<>(CHINA);
        all.addAll(AMERICA);
        all.addAll(SINGLE);
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
        oms.stock().book(StockMovement.receive(new StockCell(CHENGDU, new Sku(SHORT)), 200, "truck"));
    }

    /** So much of the first spring tea arrives. */
    static void unloadTea(Oms oms, long packs, String delivery) {
        oms.stock().book(StockMovement.receive(new StockCell(HANGZHOU, new Sku(SPRING_TEA.sku())), packs, delivery));
    }
}
