package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Match.Cause;
import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Unmapped;
import io.omskit.connect.Problem;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCatalogTest {
    private static final String ITEMS = "sku,title,measure,weight_grams,length_mm,width_mm,height_mm,classes,category\n"
            + "CUP,White cup,,300,90,80,100,fragile|kitchen,Kitchen\n"
            + "TEA,\"Tea, green\",kilogram,1000,,,,,Food\n";
    private static final String BUNDLES = "bundle,sku,quantity,share_weight,ship_together\n"
            + "BREAKFAST,CUP,2,600,yes\nBREAKFAST,TEA,0.25,400,yes\n";
    private static final String LISTINGS = "platform,shop,code,sku,quantity,bundle\n"
            + "taobao,flagship,cup6,CUP,6,\ntaobao,,bag,TEA,0.1,\n,,set,,,BREAKFAST\n";

    @TempDir
    Path folder;

    @BeforeEach
    void goodFiles() {
        write("items.csv", ITEMS);
        write("bundles.csv", BUNDLES);
        write("listings.csv", LISTINGS);
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Quantity firstNeed(Catalog catalog, String code) {
        return assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.coded(code)))
                .needs()
                .get(0)
                .perUnit();
    }

    private static Cause cause(Catalog catalog, String code) {
        return assertInstanceOf(Unmapped.class, catalog.match(Lines.SHOP, Lines.coded(code)))
                .cause();
    }

    private static String problem(FileCatalog catalog, String path) {
        List<Problem> found =
                catalog.problems().stream().filter(p -> p.path().equals(path)).toList();
        assertEquals(1, found.size(), catalog.problems().toString());
        assertTrue(found.get(0).problem().contains("\n"), "a remedy on a line of its own");
        return found.get(0).problem();
    }

    @Test
    void everythingThatTheFilesSayIsKnown() {
        FileCatalog catalog = FileCatalog.open(folder);
        assertEquals(List.of(), catalog.problems());
        Item cup = catalog.item(new Sku("CUP"));
        assertEquals(
                new Item(
                        new Sku("CUP"),
                        "White cup",
                        Measure.PIECE,
                        300,
                        new Item.Dimensions(90, 80, 100),
                        Set.of("kitchen", "fragile"),
                        "Kitchen"),
                cup);
        assertEquals("Tea, green", catalog.item(new Sku("TEA")).title());
        assertEquals(Quantity.pieces(6), firstNeed(catalog, "cup6"));
        assertEquals(Quantity.of(100, Measure.KILOGRAM), firstNeed(catalog, "bag"));
        Mapped set = assertInstanceOf(Mapped.class, catalog.match(Lines.OTHER, Lines.coded("set")));
        assertEquals(2, set.needs().size());
        assertEquals(Quantity.of(250, Measure.KILOGRAM), set.needs().get(1).perUnit());
        assertTrue(set.needs().get(1).shipTogether());
        assertEquals(600, set.needs().get(0).shareWeight());
        assertEquals(2, catalog.listingsOf(new Sku("CUP")).size());
    }

    @Test
    void aBrokenItemIsNamedAndItsNeighborsCount() {
        write("items.csv", ITEMS + "MUG,Mug,stone,1,,,,,\nPOT,Pot,,12x,,,,,\nBOX,Box,,1,5,,,,\nPAN,Pan,,1,,,,,\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "items.csv:4:measure").contains("\"stone\""));
        assertTrue(problem(catalog, "items.csv:5:weight_grams").contains("\"12x\""));
        assertTrue(problem(catalog, "items.csv:6").contains("5 x 0 x 0"));
        assertNull(catalog.item(new Sku("MUG")));
        assertEquals("Pan", catalog.item(new Sku("PAN")).title());
        assertEquals(3, catalog.problems().size());
    }

    @Test
    void theSecondLineOfASkuIsRefused() {
        write("items.csv", ITEMS + "CUP,Other cup,,1,,,,,\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "items.csv:4:sku").contains("earlier line"));
        assertEquals("White cup", catalog.item(new Sku("CUP")).title());
    }

    @Test
    void aBrokenListingBlocksItsCodeInsteadOfFallingThroughToAWiderOne() {
        write(
                "listings.csv",
                LISTINGS
                        + "taobao,flagship,bag,TEA,much,\n"
                        + "taobao,flagship,CUP,GONE,1,\n"
                        + "taobao,flagship,both,CUP,1,BREAKFAST\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "listings.csv:5:quantity").contains("\"much\""));
        assertTrue(problem(catalog, "listings.csv:6:sku").contains("\"GONE\""));
        assertTrue(problem(catalog, "listings.csv:7:sku").contains("a SKU and a bundle"));
        for (String code : List.of("bag", "CUP", "both")) {
            assertEquals(Cause.TARGET_MISSING, cause(catalog, code), code);
        }
        assertEquals(Quantity.pieces(6), firstNeed(catalog, "cup6"));
    }

    @Test
    void twoMeaningsOfACodeAreNamedAndNotChosenFrom() {
        write("listings.csv", LISTINGS + "taobao,flagship,cup6,CUP,12,\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "listings.csv:5:code").contains("CUP x 6 PIECE in an earlier line"));
        assertEquals(Cause.AMBIGUOUS, cause(catalog, "cup6"));
    }

    @Test
    void aBundleWithOneBrokenLineIsLeftOutAsAWhole() {
        write("bundles.csv", BUNDLES + "BREAKFAST,SPOON,1,,yes\nDUO,CUP,2,,\n");
        write("listings.csv", LISTINGS + ",,duo,,,DUO\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "bundles.csv:4:sku").contains("\"SPOON\""));
        assertTrue(problem(catalog, "bundles.csv").contains("\"BREAKFAST\" was left out"));
        assertEquals(Cause.TARGET_MISSING, cause(catalog, "set"));
        assertEquals(Quantity.pieces(2), firstNeed(catalog, "duo"));
    }

    @Test
    void aBundleLineThatIsCutOffSpoilsItsBundleToo() {
        write("bundles.csv", BUNDLES + "BREAKFAST,\"CUP\n");
        assertEquals(Cause.TARGET_MISSING, cause(FileCatalog.open(folder), "set"));
        write("bundles.csv", BUNDLES + "BREAKFAST,CUP\n");
        assertEquals(Cause.TARGET_MISSING, cause(FileCatalog.open(folder), "set"));
    }

    @Test
    void aBundleLineOfUnknownBundleSpoilsThemAll() {
        write("bundles.csv", BUNDLES + ",CUP,1,,\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "bundles.csv").contains("may belong to any"));
        assertEquals(Cause.TARGET_MISSING, cause(catalog, "set"));
    }

    @Test
    void linesOfABundleThatDisagreeSpoilIt() {
        write("bundles.csv", BUNDLES.replace("400,yes", "400,no"));
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "bundles.csv:3:ship_together").contains("differs"));
        assertEquals(Cause.TARGET_MISSING, cause(catalog, "set"));
        write("bundles.csv", BUNDLES + "BREAKFAST,CUP,1,,yes\n");
        assertTrue(problem(FileCatalog.open(folder), "bundles.csv").contains("twice"));
    }

    @Test
    void anUnknownColumnIsNamedBecauseItMayBeAMisspelling() {
        write("items.csv", "sku,title,wieght_grams\nCUP,White cup,300\nTEA,Tea,1\n");
        FileCatalog catalog = FileCatalog.open(folder);
        assertTrue(problem(catalog, "items.csv:1:\"wieght_grams\"").contains("not known"));
        assertEquals(0, catalog.item(new Sku("CUP")).weightGrams());
    }

    @Test
    void aMissingColumnIsFatal() {
        write("items.csv", "code,title\nCUP,White cup\n");
        String message = assertThrows(IllegalArgumentException.class, () -> FileCatalog.open(folder))
                .getMessage();
        assertTrue(message.contains("items.csv:1:sku: the column is missing"), message);
        write("items.csv", "sku,title,sku\nCUP,White cup,X\n");
        assertThrows(IllegalArgumentException.class, () -> FileCatalog.open(folder));
        write("items.csv", "");
        assertThrows(IllegalArgumentException.class, () -> FileCatalog.open(folder));
    }

    @Test
    void onlyTheItemsMustBeThere() throws IOException {
        Files.delete(folder.resolve("listings.csv"));
        Files.delete(folder.resolve("bundles.csv"));
        assertEquals(Quantity.pieces(1), firstNeed(FileCatalog.open(folder), "CUP"));
        Files.delete(folder.resolve("items.csv"));
        String message = assertThrows(IllegalArgumentException.class, () -> FileCatalog.open(folder))
                .getMessage();
        assertTrue(message.contains("items.csv: the file is not there"), message);
    }

    @Test
    void reloadTellsWhatBecameMapped() {
        FileCatalog catalog = FileCatalog.open(folder);
        List<CatalogChange> heard = new ArrayList<>();
        Catalog.Subscription subscription = catalog.onChange(heard::add);
        assertTrue(catalog.reload().applied());
        assertEquals(List.of(), heard, "nothing changed");
        write("listings.csv", LISTINGS + ",,new,CUP,,\n");
        assertTrue(catalog.reload().applied());
        assertEquals(2, catalog.version());
        assertTrue(heard.get(0).concerns(Lines.OTHER, Lines.coded("new")));
        subscription.close();
    }

    @Test
    void aFatalProblemKeepsTheOldCatalog() throws IOException {
        FileCatalog catalog = FileCatalog.open(folder);
        Files.write(folder.resolve("items.csv"), "sku,title\nCUP,白杯\n".getBytes(Charset.forName("GB18030")));
        FileCatalog.Reload notUtf8 = catalog.reload();
        assertFalse(notUtf8.applied());
        assertTrue(notUtf8.problems().get(0).problem().contains("UTF-8"));
        assertEquals(notUtf8.problems(), catalog.problems());
        write("items.csv", ITEMS);
        Files.delete(folder.resolve("listings.csv"));
        assertFalse(catalog.reload().applied(), "a file that has gone");
        assertEquals(1, catalog.version());
        assertEquals(Quantity.pieces(6), firstNeed(catalog, "cup6"));
    }
}
