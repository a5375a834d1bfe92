package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.HttpAnswer;
import io.omskit.connect.Problem;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TornPayloadTest {
    private static final PayloadReader READER = PayloadReader.utc();

    private static List<String> problems(Payload payload) {
        return payload.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void completeNeighborsSurviveACutDocument() {
        Payload p = READER.read("{\"orders\":[{\"id\":1},{\"id\":2},{\"id\":3,\"name\":\"cut");
        assertFalse(p.isWhole());
        assertEquals(
                List.of(1L, 2L),
                p.get("orders").items().stream().map(o -> o.get("id").whole()).toList());
        assertEquals(List.of("$.orders[2]: ends early at byte 48"), problems(p));
        assertTrue(p.get("orders").items().get(0).isWhole());
    }

    @Test
    void badScalarsAreSkippedAndTheRestGoesOn() {
        Payload p =
                READER.read("{\"a\":NaN,\"b\":,\"c\":01,\"d\":'x',\"e\":+5,\"f\":1.,\"g\":tru,\"h\":7,\"i\":[1,,2]}");
        assertEquals(7L, p.get("h").whole());
        assertEquals(2, p.get("i").items().size());
        assertNull(p.require("a").text());
        assertEquals(8, p.problems().size(), () -> problems(p).toString());
        assertEquals("$.b: has no value", problems(p).get(1));
        assertTrue(p.isWhole());
    }

    @Test
    void lostStructureEndsTheReading() {
        for (String json : List.of(
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "[1 2]",
                "{1:2}",
                "[1}",
                "{\"a\":[1}",
                "{\"a\":\"x",
                "[",
                "{\"a\"",
                "{\"a\\")) {
            Payload p = READER.read(json);
            assertFalse(p.isWhole(), json);
            assertEquals(1, p.problems().size(), json);
        }
    }

    @Test
    void emptyAndForeignDocumentsAreNamed() {
        assertEquals(List.of("$: is empty"), problems(READER.read(" ")));
        assertTrue(READER.read("").isAbsent());
        assertFalse(READER.read("").isWhole());
        assertEquals(List.of("$: is no JSON value"), problems(READER.read("<html>")));
        assertEquals(List.of("$: is followed by more text at byte 3"), problems(READER.read("{} x")));
        assertEquals(List.of("$: has a comma after its last value"), problems(READER.read("[1,]")));
        assertEquals(5L, READER.read("\uFEFF5").whole());
    }

    @Test
    void tooDeepPartsAreLeftOutAlone() {
        String deep = "[".repeat(80) + "\"]\\\"\"" + "]".repeat(80);
        Payload p = READER.read("{\"good\":1,\"deep\":" + deep + ",\"also\":2}");
        assertEquals(1L, p.get("good").whole());
        assertEquals(2L, p.get("also").whole());
        assertEquals(1, p.problems().size());
        assertTrue(problems(p).get(0).startsWith("$.deep[0]"));
        assertTrue(problems(p).get(0).endsWith("is nested deeper than 64 levels"));
        assertFalse(READER.read("[".repeat(1_000_000)).isWhole());
    }

    @Test
    void tooLargeDocumentsAreRefusedUnread() {
        PayloadReader small = READER.withLimits(4, 10);
        assertEquals(List.of("$: has 11 bytes, more than the allowed 10"), problems(small.read("[1,2,3,4,5]")));
        assertThrows(IllegalArgumentException.class, () -> READER.withLimits(0, 1));
    }

    @Test
    void wrongEncodingIsNamedWhereItIsRead() {
        byte[] gbk = "{\"name\":\"浙江省\",\"id\":7}".getBytes(Charset.forName("GBK"));
        Payload p = READER.read(gbk);
        assertEquals(7L, p.get("id").whole());
        p.get("name").text();
        assertEquals(
                "$.name: holds bytes that are not UTF-8; they were replaced",
                problems(p).get(0));
    }

    @Test
    void replacementCharacterOfThePlatformItselfIsNoProblem() {
        Payload p = READER.read("{\"name\":\"a\uFFFDb\"}");
        assertEquals("a\uFFFDb", p.get("name").text());
        assertEquals(List.of(), problems(p));
    }

    @Test
    void manyProblemsAreCountedNotCollected() {
        Payload p = READER.read("[" + "x,".repeat(20_000) + "1]");
        List<Problem> problems = p.problems();
        assertEquals(10_001, problems.size());
        assertEquals("$[9999]", problems.get(9_999).path());
        assertTrue(problems.get(10_000).problem().startsWith("more than 10000 problems"));
    }

    @Test
    void repeatedNamesInManyObjectsStayApart() {
        Payload p = READER.read("[{\"a\":1,\"b\":1},{\"b\":2,\"a\":2},{\"a\":{\"a\":1,\"b\":3},\"b\":1}]");
        assertEquals(List.of(), problems(p));
    }

    @Test
    void answersAndCallersBytesAreNotShared() {
        byte[] bytes = "{\"a\":1}".getBytes(UTF_8);
        Payload p = READER.read(bytes);
        bytes[5] = '9';
        assertEquals(1L, p.get("a").whole());
        assertEquals(2L, READER.read(HttpAnswer.json(200, "{\"a\":2}")).get("a").whole());
    }
}
