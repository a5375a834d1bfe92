package io.omskit.catalog;

import io.omskit.catalog.CsvTable.Cells;
import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Listing.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of the three files into tables. What a broken row cannot say is never made up: a listing that cannot be read
 * blocks its code, a bundle with one broken component is left out as a whole, and their lines wait.
 */
final class CatalogFiles {
    static final String ITEMS = "items.csv";
    static final String LISTINGS = "listings.csv";
    static final String BUNDLES = "bundles.csv";

    private static final Set<String> ITEM_OPTIONAL =
            Set.of("measure", "weight_grams", "length_mm", "width_mm", "height_mm", "classes", "category");

    private static final Set<String> BUNDLE_OPTIONAL = Set.of("quantity", "share_weight", "ship_together");
    private static final Set<String> LISTING_OPTIONAL = Set.of("platform", "shop", "sku", "quantity", "bundle");

    private final CatalogProblems problems;
    private final InMemoryCatalog.Builder builder = InMemoryCatalog.builder();
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, List<Bundle.Component>> components = new LinkedHashMap<>();
    private final Map<String, Boolean> together = new HashMap<>();
    private final Set<String> spoiled = new LinkedHashSet<>();
    private final Set<String> bundles = new HashSet<>();
    private final Map<Listing.Key, Target> listed = new HashMap<>();
    private final Set<Listing.Key> blocked = new HashSet<>();

    private CatalogFiles(CatalogProblems problems) {
        this.problems = problems;
    }

    /** The tables, or null when a problem is fatal. */
    static @Nullable CatalogTables tables(Map<String, String> texts, CatalogProblems problems) {
        CatalogFiles files = new CatalogFiles(problems);
        files.items(texts.getOrDefault(ITEMS, ""));
        String bundles = texts.get(BUNDLES);
        if (bundles != null) {
            files.bundles(bundles);
        }
        String listings = texts.get(LISTINGS);
        if (listings != null) {
            files.listings(listings);
        }
        return problems.isFatal() ? null : files.builder.tables();
    }

    private void items(String text) {
        CsvTable.read(ITEMS, text, Set.of("sku", "title"), ITEM_OPTIONAL, problems)
                .forEach(this::item);
    }

    private void item(Cells row) {
        Sku sku = new Sku(row.required("sku"));
        Item item = new Item(
                sku,
                row.text("title"),
                row.measure("measure"),
                row.whole("weight_grams", 0),
                size(row),
                list(row.text("classes")),
                row.text("category"));
        if (row.broken()) {
            return;
        }
        if (items.putIfAbsent(sku.code(), item) == null) {
            builder.item(item);
        } else {
            row.problem(
                    "sku",
                    "value " + Codes.shown(sku.code()) + " is in an earlier line too, which holds"
                            + "\nKeep one line for each SKU.");
        }
    }

    private static Item.@Nullable Dimensions size(Cells row) {
        long length = row.whole("length_mm", 0);
        long width = row.whole("width_mm", 0);
        long height = row.whole("height_mm", 0);
        return length == 0 && width == 0 && height == 0 ? null : new Item.Dimensions(length, width, height);
    }

    private static Set<String> list(String text) {
        Set<String> names = new HashSet<>();
        for (String name : text.split("\\|", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private void bundles(String text) {
        CsvTable.read(BUNDLES, text, Set.of("bundle", "sku"), BUNDLE_OPTIONAL, problems)
                .forEach(this::component);
        if (spoiled.contains("")) {
            problems.row(
                    BUNDLES,
                    "a line does not tell its bundle and may belong to any; all bundles were left out"
                            + "\nCorrect the lines named above.");
            return;
        }
        components.forEach((code, parts) -> {
            if (!spoiled.contains(code)) {
                bundle(code, parts, together.getOrDefault(code, false));
            }
        });
        spoiled.forEach(code -> problems.row(
                BUNDLES, "bundle " + Codes.shown(code) + " was left out as a whole\nCorrect the lines named above."));
    }

    private void component(Cells row) {
        String code = row.text("bundle");
        // spoiled until the row has shown that it is good: a bundle without one of its parts would ship incomplete
        boolean wasGood = spoiled.add(code);
        row.required("bundle");
        Item item = knownItem(row);
        if (item == null) {
            return;
        }
        Bundle.Component part = new Bundle.Component(
                item.sku(), row.quantity("quantity", item.measure()), row.whole("share_weight", 1));
        boolean stays = row.yes("ship_together");
        if (together.merge(code, stays, (before, now) -> before) != stays) {
            row.problem(
                    "ship_together",
                    "differs from an earlier line of bundle " + Codes.shown(code)
                            + "\nGive all lines of a bundle the same answer.");
        }
        if (!row.broken()) {
            components.computeIfAbsent(code, c -> new ArrayList<>()).add(part);
            if (wasGood) {
                spoiled.remove(code);
            }
        }
    }

    private void bundle(String code, List<Bundle.Component> parts, boolean together) {
        try {
            builder.bundle(new Bundle(code, parts, together));
            bundles.add(code);
        } catch (IllegalArgumentException refused) {
            problems.row(BUNDLES, String.valueOf(refused.getMessage()));
        }
    }

    private void listings(String text) {
        CsvTable.read(LISTINGS, text, Set.of("code"), LISTING_OPTIONAL, problems)
                .forEach(this::listing);
        blocked.forEach(builder::block);
    }

    private void listing(Cells row) {
        Scope scope = new Scope(empty(row.text("platform")), empty(row.text("shop")));
        Listing.Key key = new Listing.Key(scope, Codes.required("listing code", row.required("code")));
        Target target = target(row, key);
        if (target == null || row.broken()) {
            blocked.add(key);
            return;
        }
        Target before = listed.putIfAbsent(key, target);
        if (before != null && !before.equals(target)) {
            row.note(
                    "code",
                    "value " + Codes.shown(key.code()) + " means " + before + " in an earlier line and " + target
                            + " here; its orders wait\nKeep the line that is right.");
        }
        builder.listing(new Listing(scope, key.code(), target));
    }

    private @Nullable Target target(Cells row, Listing.Key key) {
        String bundle = row.text("bundle");
        if (bundle.isEmpty() == row.text("sku").isEmpty()) {
            row.problem(
                    "sku",
                    "code " + Codes.shown(key.code()) + " has "
                            + (bundle.isEmpty() ? "neither a SKU nor a bundle" : "a SKU and a bundle")
                            + "; its orders wait\nFill in one of the two columns.");
            return null;
        }
        if (!bundle.isEmpty()) {
            if (!bundles.contains(bundle)) {
                row.note(
                        "bundle",
                        "value " + Codes.shown(bundle) + " is no readable bundle of " + BUNDLES
                                + "; its orders wait\nAdd the bundle, or correct the code.");
            }
            return new Target.OfBundle(bundle);
        }
        Item item = knownItem(row);
        return item == null ? null : new Target.Units(item.sku(), row.quantity("quantity", item.measure()));
    }

    private @Nullable Item knownItem(Cells row) {
        Item item = items.get(row.text("sku"));
        if (item == null) {
            row.problem(
                    "sku",
                    "value " + Codes.shown(row.text("sku")) + " is no readable item of " + ITEMS
                            + "\nAdd the item, or correct the SKU.");
        }
        return item;
    }

    private static @Nullable String empty(String text) {
        return text.isEmpty() ? null : text;
    }
}
