package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class UrlTextProperties {
    @Property
    void bothEncodingsReadBackAsTheyWere(
            @ForAll @StringLength(min = 1, max = 20) String name, @ForAll @StringLength(max = 40) String value) {
        if (hasLoneSurrogate(name) || hasLoneSurrogate(value)) {
            return;
        }
        List<HttpCall.Field> fields = List.of(new HttpCall.Field(name, value), new HttpCall.Field("z", "1"));
        assertEquals(fields, UrlText.parse(UrlText.query(fields)));
        assertEquals(fields, UrlText.parse(UrlText.formBody(fields)));
    }

    @Property
    void rfc3986KeepsOnlyUnreservedCharacters(@ForAll String text) {
        assertTrue(UrlText.rfc3986(text).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*"));
    }

    @Property
    void nothingIsRefusedWhenReading(@ForAll String text) {
        UrlText.parse(text);
    }

    @Example
    void theTwoEncodingsDifferWhereSignaturesBreak() {
        assertEquals("a%20b%2A~%2B", UrlText.rfc3986("a b*~+"));
        assertEquals("a+b*%7E%2B", UrlText.form("a b*~+"));
    }

    @Example
    void strayPercentAndMissingEqualsStayAsTheyAre() {
        assertEquals(
                List.of(new HttpCall.Field("a", "%zz%"), new HttpCall.Field("b", "")), UrlText.parse("a=%zz%&b&&"));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
