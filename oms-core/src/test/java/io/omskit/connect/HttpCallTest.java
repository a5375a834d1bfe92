package io.omskit.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpCallTest {
    @Test
    void eachStepGivesACopy() {
        HttpCall bare = HttpCall.post("https://api.example.test/rest");
        HttpCall signed = bare.withForm("b", "2").withForm("a", "x y").withQuery("q", "ü");
        assertEquals(List.of(), bare.form());
        assertEquals("b=2&a=x+y", signed.bodyText());
        assertEquals("https://api.example.test/rest?q=%C3%BC", signed.target().toString());
        assertEquals("[a, b, q]", signed.parameters().keySet().toString());
        assertEquals(
                "application/x-www-form-urlencoded;charset=utf-8",
                signed.contentType().orElseThrow());
    }

    @Test
    void queryOfTheAddressBecomesFields() {
        HttpCall call = HttpCall.get("https://api.example.test/orders?page=2&x=%20#part");
        assertEquals(List.of(new HttpCall.Field("page", "2"), new HttpCall.Field("x", " ")), call.query());
        assertEquals(
                "https://api.example.test/orders?page=2&x=%20", call.target().toString());
    }

    @Test
    void onlyReadsAreRepeatableFromBirth() {
        assertTrue(HttpCall.get("https://a.test/").isRepeatable());
        assertFalse(HttpCall.post("https://a.test/").isRepeatable());
        assertTrue(
                HttpCall.post("https://a.test/").repeatable().withForm("a", "1").isRepeatable());
    }

    @Test
    void headersReplaceWithoutCaseAndRefuseLineBreaks() {
        HttpCall call = HttpCall.get("https://a.test/").withHeader("X-A", "1").withHeader("x-a", "2");
        assertEquals("2", call.header("X-a").orElseThrow());
        assertEquals(1, call.headers().size());
        assertThrows(IllegalArgumentException.class, () -> call.withHeader("X-B", "1\r\nX-C: 2"));
    }

    @Test
    void oneKindOfBodyOnly() {
        HttpCall form = HttpCall.post("https://a.test/").withForm("a", "1");
        HttpCall text = HttpCall.post("https://a.test/").withText("application/json", "{}");
        assertThrows(IllegalStateException.class, () -> form.withText("text/plain", "x"));
        assertThrows(IllegalStateException.class, () -> text.withForm("a", "1"));
    }

    @Test
    void relativeAndForeignAddressesAreRefusedWithARemedy() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HttpCall.get("/orders"));
        assertTrue(e.getMessage().contains("\nGive an absolute URL"));
        assertThrows(IllegalArgumentException.class, () -> HttpCall.get("ftp://a.test/"));
    }

    @Test
    void printedFormHidesParametersHeadersAndBody() {
        HttpCall call = HttpCall.post("https://a.test/p?sign=topsecret")
                .withHeader("Authorization", "Bearer topsecret")
                .withForm("session", "topsecret");
        assertFalse((call + " " + call.form() + call.headers() + call.query()).contains("topsecret"));
    }

    @Test
    void answersCompareHeadersWithoutCaseAndBodiesByContent() {
        HttpAnswer answer = HttpAnswer.of(200, Map.of("Retry-After", List.of("3")), new byte[] {1, 2});
        assertEquals("3", answer.header("retry-after").orElseThrow());
        assertEquals(answer, HttpAnswer.of(200, Map.of("Retry-After", List.of("3")), new byte[] {1, 2}));
        answer.body()[0] = 9;
        assertEquals(1, answer.body()[0]);
        assertEquals("HttpAnswer(200, 2 bytes)", answer.toString());
        assertEquals("v", answer.withHeader("K", "v").header("k").orElseThrow());
    }
}
