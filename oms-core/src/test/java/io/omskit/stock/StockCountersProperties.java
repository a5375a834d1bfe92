package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.catalog.Sku;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockCounters.Key;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StockCountersProperties {
    @Property
    void namesReadBack(@ForAll("ids") String source, @ForAll("ids") String sku, @ForAll Counter counter) {
        StockCell cell = new StockCell(source, new Sku(sku));
        assertEquals(Optional.of(new Key(cell, counter)), StockCounters.parse(StockCounters.key(cell, counter)));
    }

    @Property
    void differentCellsHaveDifferentNames(
            @ForAll("ids") String a, @ForAll("ids") String b, @ForAll("ids") String c, @ForAll("ids") String d) {
        StockCell first = new StockCell(a, new Sku(b));
        StockCell second = new StockCell(c, new Sku(d));
        assertEquals(
                first.equals(second),
                StockCounters.key(first, Counter.FREE).equals(StockCounters.key(second, Counter.FREE)));
        Quota one = Quota.ofChannel(a, new Sku(b), 1);
        Quota two = Quota.ofChannel(c, new Sku(d), 1);
        assertEquals(first.equals(second), one.key().equals(two.key()));
        assertFalse(Quota.presale(a, new Sku(b), 1)
                .key()
                .equals(Quota.presale(new Sku(d), 1).key()));
    }

    @Property
    void anyTextIsReadOrRefusedAndThenNamesExactlyItself(@ForAll("keys") String text) {
        StockCounters.parse(text).ifPresent(key -> assertEquals(text, StockCounters.key(key.cell(), key.counter())));
    }

    @Example
    void namesAreAsDocumented() {
        StockCell cell = new StockCell("W/1", new Sku("50%"));
        assertEquals(
                List.of(
                        "stock/W%2F1/50%25/free",
                        "stock/W%2F1/50%25/onHand", "stock/W%2F1/50%25/damaged", "stock/W%2F1/50%25/safety"),
                StockCounters.keys(cell));
        assertEquals("presale/X/used", Quota.presale(new Sku("X"), 1).key());
        assertEquals("presale/a/X/used", Quota.presale("a", new Sku("X"), 1).key());
        assertEquals(Optional.empty(), StockCounters.parse("quota/a/X/used"));
        assertEquals(Optional.empty(), StockCounters.parse("stock/W1/X/reserved"));
        assertEquals(Optional.empty(), StockCounters.parse("stock//X/free"));
    }

    @Example
    void namesThatNoStoreTakesAreRefusedAtBirth() {
        Sku longest = new Sku("x".repeat(100));
        assertEquals(
                200,
                StockCounters.key(new StockCell("s".repeat(86), longest), Counter.ON_HAND)
                        .length());
        assertThrows(IllegalArgumentException.class, () -> new StockCell("s".repeat(87), longest));
        Sku slashes = new Sku("/".repeat(65));
        assertThrows(IllegalArgumentException.class, () -> new StockCell("W1", slashes));
        assertThrows(IllegalArgumentException.class, () -> Quota.ofChannel("c".repeat(100), longest, 1));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("/%2F5aA中").ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> keys() {
        Arbitrary<String> parts = Arbitraries.of("stock", "/", "/", "free", "onHand", "a", "%", "%2F", "%25", " ");
        return parts.list().ofMaxSize(9).map(list -> String.join("", list));
    }
}
