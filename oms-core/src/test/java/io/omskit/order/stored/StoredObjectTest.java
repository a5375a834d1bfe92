package io.omskit.order.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.Revision;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The words of stored rows, there and back. */
class StoredObjectTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void theUsualIsLeftOut() {
        StoredWriter writer = new StoredWriter(CNY, null);
        writer.text("a", null);
        writer.flag("b", false);
        writer.number("c", 1, 1);
        writer.word("d", Measure.PIECE, Measure.PIECE);
        writer.instant("e", null);
        writer.money("f", null);
        writer.quantity(null);
        writer.values("g", List.of());
        writer.objects("h", List.of(), (position, one) -> {});
        assertEquals("{}", writer.end());
    }

    @Test
    void everyWordIsReadAsItWasWritten() {
        StoredWriter writer = new StoredWriter(CNY, null);
        writer.text("text", "a\"b");
        writer.flag("flag", true);
        writer.number("number", Long.MIN_VALUE, 0);
        writer.money("own", Money.of(-5, CNY));
        writer.money("other", Money.of(7, EUR));
        writer.quantity(Quantity.of(350, Measure.KILOGRAM));
        writer.price(UnitPrice.parse("0.125", EUR), null);
        writer.revision(new Revision(null, 3, 2, -9));
        StoredObject row = StoredObject.parse(writer.end());
        assertEquals("a\"b", row.text("text"));
        assertTrue(row.flag("flag"));
        assertFalse(row.flag("absent"));
        assertEquals(Long.MIN_VALUE, row.number("number", 0));
        assertEquals(Money.of(-5, CNY), row.money("own", CNY));
        assertEquals(Money.of(7, EUR), row.money("other", CNY));
        assertEquals(Quantity.of(350, Measure.KILOGRAM), row.quantity());
        assertEquals(UnitPrice.parse("0.125", EUR), row.price(CNY));
        assertEquals(new Revision(null, 3, 2, -9), row.revision());
    }

    @Property
    void instantsKeepEveryNanosecond(@ForAll int seconds, @ForAll int nanos) {
        Instant instant = Instant.ofEpochSecond(seconds * 1000L, nanos);
        StoredWriter writer = new StoredWriter(null, null);
        writer.instant("at", instant);
        assertEquals(instant, StoredObject.parse(writer.end()).instant("at"));
    }

    @Test
    void theFurthestInstantsAreKeptToo() {
        for (Instant instant : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
            StoredWriter writer = new StoredWriter(null, null);
            writer.instant("at", instant);
            assertEquals(instant, StoredObject.parse(writer.end()).instant("at"));
        }
    }

    @Property
    void anyTextSurvives(@ForAll String text) {
        StoredWriter writer = new StoredWriter(null, null);
        writer.text("text", text);
        assertEquals(text, StoredObject.parse(writer.end()).text("text"));
    }

    @Test
    void whatNobodyAskedForIsKeptWithItsObject() {
        StoredObject row = StoredObject.parse("{\"known\":1,\"novel\":[1.50,null,{\"a\":\"b\"}]}");
        assertEquals(1, row.number("known", 0));
        row.end("row", "7");
        StoredWriter writer = new StoredWriter(null, row.unknown());
        writer.number("known", 1, 0);
        writer.unknown("row", "7");
        assertEquals("{\"known\":1,\"novel\":[1.50,null,{\"a\":\"b\"}]}", writer.end());
        StoredWriter other = new StoredWriter(null, row.unknown());
        other.unknown("row", "8");
        assertEquals("{}", other.end());
    }

    @Test
    void aRowThatIsUnderstoodWhollyHasNothingUnknown() {
        StoredObject row = StoredObject.parse("{\"known\":null}");
        assertTrue(row.has("known"));
        row.end("row", "7");
        assertNull(row.unknown());
    }

    @Test
    void aPriceThatTheAmountGivesIsLeftOut() {
        assertEquals(UnitPrice.parse("2.50", CNY), StoredWriter.evenPrice(Money.of(500, CNY), Quantity.pieces(2)));
        assertNull(StoredWriter.evenPrice(Money.of(500, CNY), Quantity.pieces(3)));
        assertNull(StoredWriter.evenPrice(Money.of(500, CNY), Quantity.pieces(0)));
        assertNull(StoredWriter.evenPrice(Money.of(500, CNY), Quantity.of(5, Measure.METER)));
    }

    @Test
    void aMemberOfAnotherTypeIsNamed() {
        StoredObject row = StoredObject.parse("{\"a\":\"x\",\"b\":[1],\"c\":1}");
        assertMessage("member a is a String where a Long was written", () -> row.number("a", 0));
        assertMessage("member b is a Long where a String was written", () -> row.list("b", String.class));
        assertMessage("member c is a Long where a String was written", () -> row.text("c"));
        assertMessage("member d is absent", () -> row.required("d"));
        assertMessage("member a has the word x, which is not known", () -> row.word("a", Measure.PIECE));
        assertMessage("member a is x, which is no instant", () -> row.instant("a"));
        assertMessage("member a is x, which names no currency", () -> row.money("a", CNY));
    }

    @Test
    void moneyThatIsNoneIsNamed() {
        StoredObject row = StoredObject.parse("{\"a\":\"CNY:x\",\"b\":\"CNX:1\",\"c\":5,\"price\":\"EUR:1.x\"}");
        assertMessage("member a is CNY:x, which is no amount", () -> row.money("a", CNY));
        assertMessage("member b has the currency CNX, which is none", () -> row.money("b", CNY));
        assertMessage("member c is a Long where a String was written", () -> row.money("c", null));
        assertMessage("member price is EUR:1.x, which is no price", () -> row.price(CNY));
        assertMessage("member cur is absent", () -> StoredObject.parse("{\"price\":\"1.5\"}")
                .price(null));
    }

    @Test
    void anIndexThatIsTooLargeForOneIsNamed() {
        StoredObject row = StoredObject.parse("{\"a\":2147483647,\"b\":2147483648,\"c\":-2147483649}");
        assertEquals(Integer.MAX_VALUE, row.small("a", 0));
        assertEquals(7, row.small("absent", 7));
        assertMessage("member b is 2147483648, which is too large", () -> row.small("b", 0));
        assertMessage("member c is -2147483649, which is too large", () -> row.small("c", 0));
    }

    @Test
    void textThatIsNoObjectOrGoesOnIsRefused() {
        assertMessage("the text is no JSON object", () -> StoredObject.parse("[]"));
        assertMessage("the text goes on after its end", () -> StoredObject.parse("{} {}"));
    }

    private static void assertMessage(String expected, Runnable read) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, read::run).getMessage());
    }
}
