package io.omskit.connect.payload;

import static io.omskit.connect.payload.Payload.Unit.MAJOR;
import static io.omskit.connect.payload.Payload.Unit.MINOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Problem;
import io.omskit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final PayloadReader CHINA = PayloadReader.inZone(ZoneId.of("Asia/Shanghai"));

    private static Payload read(String json) {
        return CHINA.read(json.replace('\'', '"'));
    }

    private static List<String> problems(Payload payload) {
        return payload.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void bigIdsKeepEveryDigit() {
        Payload order = read("{'tid':3900000000000000011,'s':'3900000000000000011','q':'\\\"12345\\\"','f':1.5}");
        assertEquals("3900000000000000011", order.get("tid").id());
        assertEquals("3900000000000000011", order.get("s").id());
        assertEquals("12345", order.get("q").id());
        assertNull(order.get("f").id());
        assertEquals(List.of("$.f: is the number '1.5' where an id belongs"), problems(order));
    }

    @Test
    void moneyIsExactFromTextAndNumber() {
        Payload p = read("{'a':'198.00','b':198.4,'c':'12.3400','d':'-0.05','e':1200,'f':'1E2','g':9007199254740993}");
        assertEquals(Money.of(19800, CNY), p.get("a").money(CNY, MAJOR));
        assertEquals(Money.of(19840, CNY), p.get("b").money(CNY, MAJOR));
        assertEquals(Money.of(1234, CNY), p.get("c").money(CNY, MAJOR));
        assertEquals(Money.of(-5, CNY), p.get("d").money(CNY, MAJOR));
        assertEquals(Money.of(1200, CNY), p.get("e").money(CNY, MINOR));
        assertEquals(Money.of(1200, JPY), p.get("e").money(JPY, MAJOR));
        assertEquals(Money.of(10_000, CNY), p.get("f").money(CNY, MAJOR));
        assertEquals(Money.of(9007199254740993L, CNY), p.get("g").money(CNY, MINOR));
        assertEquals(Money.of(7, CNY), p.get("none").moneyOr(Money.of(7, CNY), MAJOR));
        assertEquals(List.of(), problems(p));
    }

    @Test
    void inexactOrBrokenMoneyIsAProblemAndAbsent() {
        Payload p = read("{'a':'1.005','b':'12,50','c':1.5,'d':'free','e':[1],'f':true}");
        assertNull(p.get("a").money(CNY, MAJOR));
        assertNull(p.get("b").money(CNY, MAJOR));
        assertNull(p.get("c").money(CNY, MINOR));
        assertNull(p.get("d").money(CNY, MAJOR));
        assertNull(p.get("e").money(CNY, MAJOR));
        assertNull(p.get("f").money(CNY, MAJOR));
        assertEquals(6, p.problems().size(), p.problems()::toString);
        assertEquals(Money.of(101, CNY), p.get("a").roundedMoney(CNY));
    }

    @Test
    void hugeNumbersCostNothing() {
        Payload p = read("{'a':1e999999999,'b':-1E-999999999,'c':'" + "9".repeat(100_000)
                + "','d':1e64,'e':99999999999999999999}");
        assertNull(p.get("a").decimal());
        assertNull(p.get("b").money(CNY, MAJOR));
        assertNull(p.get("c").whole());
        assertEquals(new BigDecimal("1e64"), p.get("d").decimal());
        assertNull(p.get("d").money(CNY, MAJOR));
        assertNull(p.get("e").whole());
        assertNull(p.get("d").roundedMoney(CNY));
        assertEquals(6, p.problems().size(), p.problems()::toString);
    }

    @Test
    void scalarsAreLenientAboutForm() {
        Payload p =
                read("{'a':600,'b':'600','c':600.0,'d':'true','e':0,'f':'Y','g':' 7 ','h':false,'i':'maybe','j':1.5}");
        assertEquals(600L, p.get("a").whole());
        assertEquals(600L, p.get("b").whole());
        assertEquals(600L, p.get("c").whole());
        assertEquals("600", p.get("a").text());
        assertEquals(true, p.get("d").flag());
        assertEquals(false, p.get("e").flag());
        assertEquals(true, p.get("f").flag());
        assertEquals(7L, p.get("g").whole());
        assertEquals("false", p.get("h").text());
        assertEquals(List.of(), problems(p));
        assertNull(p.get("i").flag());
        assertNull(p.get("j").whole());
        assertEquals(9, p.get("none").wholeOr(9));
        assertTrue(p.get("none").flagOr(true));
        assertEquals(
                List.of("$.i: holds 'maybe' where yes or no belongs", "$.j: holds '1.5' where a whole number belongs"),
                problems(p));
    }

    @Test
    void manyFormsMeanAbsent() {
        Payload p = read("{'a':null,'b':'','c':[],'d':{},'e':'  '}");
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            assertEquals(name.equals("e") ? "  " : null, p.get(name).text(), name);
            assertNull(p.get(name).id(), name);
            assertNull(p.get(name).money(CNY, MAJOR), name);
            assertNull(p.get(name).time(), name);
            assertTrue(name.equals("e") || p.get(name).isAbsent(), name);
        }
        assertEquals(List.of(), p.at("a", "x", "y").items());
        assertEquals(List.of(), p.get("b").get("deeper").items());
        assertEquals(List.of(), problems(p));
    }

    @Test
    void missingRequiredMembersAreNamedWithTheirPath() {
        Payload p = read("{'orders':[{'id':1},{'pay':{'when':''}}]}");
        List<Payload> orders = p.get("orders").items();
        assertEquals(1L, orders.get(0).require("id").whole());
        assertNull(orders.get(1).require("id").text());
        assertNull(orders.get(1).get("pay").require("when").time());
        assertNull(orders.get(1).get("buyer").require("nick name").text());
        assertEquals(
                List.of(
                        "$.orders[1].id: is missing",
                        "$.orders[1].pay.when: is missing",
                        "$.orders[1].buyer['nick name']: is missing"),
                problems(p));
        assertEquals(List.of(), problems(orders.get(0)), "a neighbor stays clean");
        assertEquals(3, orders.get(1).problems().size());
    }

    @Test
    void singleObjectStandsForAListAndNullsAreLeftOut() {
        Payload p = read("{'one':{'a':1},'many':[{'a':1},null,{'a':2}],'text':'x'}");
        assertEquals(1, p.get("one").items().size());
        assertEquals(2, p.get("many").items().size());
        assertEquals(
                List.of("x"), p.get("text").items().stream().map(Payload::text).toList());
    }

    @Test
    void wrongShapesAreNamed() {
        Payload p = read("{'a':[1],'b':'x','c':{'d':1}}");
        assertNull(p.get("a").get("z").text());
        assertNull(p.get("b").get("z").text());
        assertNull(p.get("c").text());
        assertEquals(Map.of(), p.get("a").members());
        assertEquals(List.of("d"), List.copyOf(p.get("c").members().keySet()));
        assertEquals(
                List.of(
                        "$.a: is a list where an object belongs",
                        "$.b: is a text where an object belongs",
                        "$.c: is an object where a single value belongs"),
                problems(p));
    }

    @Test
    void timesAreReadInTheProfilesZone() {
        Payload p = read("{'a':'2026-01-01 10:04:58','b':'2026-01-01T02:04:58Z','c':'2026-01-01T10:04:58.5+08:00',"
                + "'d':'2026-01-01 10:04','e':1767233098,'f':'1767233098000'}");
        Instant at = Instant.parse("2026-01-01T02:04:58Z");
        assertEquals(at, p.get("a").time());
        assertEquals(at, p.get("b").time());
        assertEquals(at.plusMillis(500), p.get("c").time());
        assertEquals(Instant.parse("2026-01-01T02:04:00Z"), p.get("d").time());
        assertEquals(at, p.get("e").epochSeconds());
        assertEquals(at, p.get("f").epochMillis());
        assertEquals(List.of(), problems(p));
    }

    @Test
    void sentinelTimesAreAbsent() {
        Payload p = read("{'a':'0001-01-01T00:00:00','b':'1970-01-01 08:00:00','c':0,'d':'0','e':'0000-00-00"
                + " 00:00:00','f':-62135596800}");
        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertNull(p.get(name).time(), name);
        }
        assertNull(p.get("c").epochSeconds());
        assertNull(p.get("d").epochMillis());
        assertNull(p.get("f").epochSeconds());
        assertEquals(List.of(), problems(p));
    }

    @Test
    void unreadableTimesAreProblemsWithTheirValue() {
        Payload p = read("{'a':'2026-13-01 00:00:00','b':'soon','c':1767225600000,'d':'2026-01-01"
                + " 10:00:0x','e':-5,'f':'2026-01-01 10:00:00 CST'}");
        assertNull(p.get("a").time());
        assertNull(p.get("b").time());
        assertNull(p.get("c").epochSeconds());
        assertNull(p.get("d").time());
        assertNull(p.get("e").epochMillis());
        assertNull(p.get("f").time());
        assertEquals(6, p.problems().size());
        assertEquals(
                "$.a: holds '2026-13-01 00:00:00' where a time belongs",
                problems(p).get(0));
        assertTrue(problems(p).get(2).contains("seconds between 1970 and 2200"));
    }

    @Test
    void gapsAndOverlapsTakeTheEarlierOffsetAndSaySo() {
        PayloadReader berlin = PayloadReader.inZone(ZoneId.of("Europe/Berlin"));
        Payload p = berlin.read("{\"gap\":\"2026-03-29 02:30:00\",\"twice\":\"2026-10-25 02:30:00\"}");
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), p.get("gap").time());
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), p.get("twice").time());
        assertTrue(problems(p).get(0).contains("does not exist in Europe/Berlin; offset +01:00 was taken"));
        assertTrue(problems(p).get(1).contains("occurs twice in Europe/Berlin; offset +02:00 was taken"));
    }

    @Test
    void profilePatternsComeAfterTheIsoForm() {
        PayloadReader reader = CHINA.withTimePatterns("EEE, d MMM yyyy HH:mm:ss xx", "yyyyMMddHHmmss", "yyyy/MM/dd");
        Payload p =
                reader.read("{\"a\":\"Thu, 1 Jan 2026 10:00:00 +0000\",\"b\":\"20260101100000\",\"c\":\"2026/01/01\"}");
        assertEquals(Instant.parse("2026-01-01T10:00:00Z"), p.get("a").time());
        assertEquals(Instant.parse("2026-01-01T02:00:00Z"), p.get("b").time());
        assertEquals(Instant.parse("2025-12-31T16:00:00Z"), p.get("c").time());
    }

    @Test
    void unknownCodesBecomeUnknownWithAProblem() {
        Map<String, String> table = Map.of("PAID", "paid");
        Payload p = read("{'a':'PAID','b':'NEW_STATE','c':'张三丰 13800138000'}");
        assertEquals("paid", p.get("a").mapped(table, "UNKNOWN"));
        assertEquals("UNKNOWN", p.get("b").mapped(table, "UNKNOWN"));
        assertEquals("UNKNOWN", p.get("c").mapped(table, "UNKNOWN"));
        assertEquals("UNKNOWN", p.get("d").mapped(table, "UNKNOWN"));
        assertEquals(
                List.of("$.b: has the unknown value 'NEW_STATE'", "$.c: has the unknown value a text of 15 characters"),
                problems(p));
    }

    @Test
    void textsAreCleanedAndTheChangeIsNamed() {
        Payload p = read(
                "{'a':'x\\u0000y','b':'x\\ud83dy','c':'\\ud83d\\ude00','d':'a\\qb','e':'\\u4e00\\n\\/','k\\u0065y':1}");
        assertEquals("xy", p.get("a").text());
        assertEquals("x\uFFFDy", p.get("b").text());
        assertEquals("😀", p.get("c").text());
        assertEquals("aqb", p.get("d").text());
        assertEquals("一\n/", p.get("e").text());
        assertEquals(1L, p.get("key").whole());
        assertEquals(3, p.problems().size(), p.problems()::toString);
        assertEquals("$.a: holds U+0000, which was removed", problems(p).get(0));
    }

    @Test
    void documentInsideATextContinuesThePath() {
        Payload p = read("{'result':'{\\\"token\\\":{\\\"a\\\":\\\"x\\\"}}','plain':{'b':1}}");
        Payload inner = p.get("result").parsed();
        assertEquals("x", inner.at("token", "a").text());
        inner.get("token").require("until");
        assertEquals(List.of("$.result.token.until: is missing"), problems(inner));
        assertEquals(List.of("$.result.token.until: is missing"), problems(p));
        assertEquals(1L, p.get("plain").parsed().get("b").whole());
        assertEquals("{\"b\":1}", p.get("plain").json());
        assertTrue(p.get("none").parsed().isAbsent());
    }

    @Test
    void repeatedMembersAreNamedAndTheLastCounts() {
        Payload p = read("{'a':1,'b':2,'a':3,'\\u0062':4}");
        assertEquals(3L, p.get("a").whole());
        assertEquals(4L, p.get("b").whole());
        assertEquals(2, p.problems().size());
        assertEquals(
                "$.a: occurs more than once; the last one is used", problems(p).get(0));
    }

    @Test
    void messagesAndPrintedFormHoldNoPersonalData() {
        Payload p = read("{'pay_time':'张三 13800138000','amount':'13800138000x','x':'320102199001011234'}");
        p.get("pay_time").time();
        p.get("amount").money(CNY, MAJOR);
        p.get("x").flag();
        String all = problems(p) + p.toString() + p.get("x");
        assertFalse(all.contains("1380013") || all.contains("张三") || all.contains("19900101"), all);
    }
}
