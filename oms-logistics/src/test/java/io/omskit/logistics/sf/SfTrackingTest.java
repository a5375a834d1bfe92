package io.omskit.logistics.sf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.ShipmentStatus;
import io.omskit.logistics.Carrier;
import io.omskit.logistics.Timeline;
import io.omskit.logistics.TrackingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SfTrackingTest {
    private static final Instant RECEIVED = Instant.parse("2025-03-02T10:00:00Z");

    private static Carrier.Parsed parse(String body) {
        return SfTracking.parse(body.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    private static Timeline only(Carrier.Parsed parsed) {
        assertEquals(1, parsed.parcels().size(), () -> parsed.problems().toString());
        return Timeline.of(parsed.parcels().get(0).fact());
    }

    @Test
    void aWholeTripEndsDelivered() {
        Carrier.Parsed parsed = parse(SfBodies.answer(SfBodies.wholeTrip()));
        Timeline timeline = only(parsed);
        assertEquals(List.of(), parsed.allProblems());
        assertEquals(ShipmentStatus.DELIVERED, timeline.standing().status());
        assertEquals(Instant.parse("2025-03-02T03:32:05Z"), timeline.standing().deliveredAt());
        assertEquals(Instant.parse("2025-03-01T10:02:11Z"), timeline.standing().shippedAt());
        assertEquals(6, timeline.events().size());
    }

    @Test
    void localTimesKeepTheOffsetOfChina() {
        TrackingEvent first =
                only(parse(SfBodies.answer(SfBodies.wholeTrip()))).events().get(0);
        assertEquals("2025-03-01T18:02:11+08:00", first.localTime().toString());
    }

    @Test
    void theMessageAloneIsReadToo() {
        Timeline whole = only(parse(SfBodies.answer(SfBodies.wholeTrip())));
        assertEquals(whole, only(parse(SfBodies.message(SfBodies.wholeTrip()))));
        assertEquals(
                whole,
                only(parse("{\"success\":true,\"errorCode\":\"S0000\",\"msgData\":"
                        + SfBodies.message(SfBodies.wholeTrip()) + "}")));
    }

    @Test
    void aListThatStartsWithTheNewestIsNumberedTheOtherWayRound() {
        String newestFirst = String.join(
                ",",
                SfBodies.route("2025-03-02 03:40:09", "杭州市", "b", "105"),
                SfBodies.route("2025-03-02 03:40:09", "杭州市", "a", "106"),
                SfBodies.route("2025-03-01 18:02:11", "深圳市", "x", "54"));
        List<String> codes = only(parse(SfBodies.answer(newestFirst))).events().stream()
                .map(TrackingEvent::code)
                .toList();
        assertEquals(List.of("54", "106", "105"), codes);
    }

    @Test
    void aPushIsADeltaAndMayNameSeveralParcels() {
        Carrier.Parsed parsed = parse(SfBodies.push(
                SfBodies.pushItem("SF1000000000015", "2025-03-02 08:01:44", "44", "派送中"),
                SfBodies.pushItem("SF1000000000023", "2025-03-02 09:00:00", "31", "到达"),
                SfBodies.pushItem("SF1000000000015", "2025-03-02 11:32:05", "80", "已签收")));
        assertEquals(2, parsed.parcels().size());
        assertFalse(parsed.parcels().get(0).fact().snapshot());
        assertEquals("sf.push", parsed.parcels().get(0).fact().provenance().source());
        assertEquals(2, parsed.parcels().get(0).fact().events().size());
    }

    @Test
    void anUnknownOpCodeIsUnmappedAndNamed() {
        Carrier.Parsed parsed = parse(SfBodies.answer(SfBodies.route("2025-03-01 18:02:11", "深圳市", "?", "7777")));
        Timeline timeline = only(parsed);
        assertEquals(ShipmentStatus.UNKNOWN, timeline.standing().status());
        assertEquals(1, timeline.standing().unmapped());
        assertEquals(1, parsed.parcels().get(0).problems().size());
        assertTrue(parsed.parcels().get(0).problems().get(0).path().endsWith("routes[0].opCode"));
    }

    @Test
    void aBrokenScanIsAProblemAndItsNeighborsSurvive() {
        Carrier.Parsed parsed = parse(SfBodies.answer(String.join(
                ",",
                SfBodies.route("2025-03-01 18:02:11", "深圳市", "x", "54"),
                SfBodies.route("yesterday", "深圳市", "x", "30"),
                "17",
                SfBodies.route("2025-03-02 11:32:05", "杭州市", "x", "80"))));
        assertEquals(ShipmentStatus.DELIVERED, only(parsed).standing().status());
        assertEquals(2, only(parsed).events().size());
        assertTrue(parsed.parcels().get(0).problems().size() >= 2);
    }

    @Test
    void aParcelWithoutNumberIsAProblemOfTheBody() {
        Carrier.Parsed parsed = parse("{\"routeResps\":[{\"routes\":[]},{\"mailNo\":\"SF2\",\"routes\":[]}]}");
        assertEquals(1, parsed.parcels().size());
        assertEquals(List.of("$.routeResps[0].mailNo: is missing"), texts(parsed));
    }

    private static List<String> texts(Carrier.Parsed parsed) {
        return parsed.problems().stream().map(Object::toString).toList();
    }

    @Test
    void aFailureOfTheGatewayIsAProblemWithItsCode() {
        Carrier.Parsed parsed =
                parse("{\"apiErrorMsg\":\"必传参数不可为空\",\"apiResultCode\":\"A1001\",\"apiResultData\":null}");
        assertEquals(List.of(), parsed.parcels());
        assertEquals(List.of("$.apiResultCode: reports the failure A1001; see apiErrorMsg"), texts(parsed));
    }

    @Test
    void aFailureOfTheServiceIsAProblemWithItsCode() {
        Carrier.Parsed parsed = parse(
                SfBodies.gateway("{\"success\":false,\"errorCode\":\"8148\",\"errorMsg\":\"x\",\"msgData\":null}"));
        assertEquals(1, parsed.problems().size());
        assertTrue(texts(parsed).get(0).contains("8148"), texts(parsed).get(0));
    }

    @Test
    void somethingElseIsAProblem() {
        for (String body : List.of("", "{}", "[]", "null", "{\"hello\":1}", "<xml/>", "\u0000")) {
            Carrier.Parsed parsed = parse(body);
            assertEquals(List.of(), parsed.parcels());
            assertFalse(body.length() > 2 && parsed.problems().isEmpty(), body);
        }
    }

    @Test
    void aReturnUnderANewNumberNamesIt() {
        Carrier.Parsed parsed = parse(SfBodies.answer(
                SfBodies.route("2025-03-03 10:00:00", "杭州市", "快件已退回,新运单号:SF1000000000999,原单 SF1000000000015", "648")));
        assertEquals(ShipmentStatus.RETURNING, only(parsed).standing().status());
        assertEquals("SF1000000000999", parsed.parcels().get(0).successor());
        assertNull(parse(SfBodies.answer(SfBodies.wholeTrip())).parcels().get(0).successor());
    }

    @Test
    void aFailedDeliveryTellsItsReasonWhereTheWordsDo() {
        assertEquals("RECIPIENT_UNREACHABLE", reason("33", "快件派送不成功(因电话无人接听)"));
        assertEquals("RECIPIENT_REFUSED", reason("70", "客户拒收"));
        assertNull(reason("33", "待再次派送"));
        assertNull(reason("80", "已签收,此前客户拒收"));
    }

    private static String reason(String code, String remark) {
        return parse(SfBodies.answer(SfBodies.route("2025-03-03 10:00:00", "杭州市", remark, code)))
                .parcels()
                .get(0)
                .fact()
                .events()
                .get(0)
                .reason();
    }

    @Test
    void outputRowsAreInTheOrderOfTheContract() {
        List<Map<String, Object>> rows =
                parse(SfBodies.answer(SfBodies.wholeTrip())).rows();
        assertEquals(1, rows.size());
        assertEquals(
                List.of("carrier", "number", "status", "delivered", "events"),
                List.copyOf(rows.get(0).keySet()));
        assertEquals("DELIVERED", rows.get(0).get("status"));
        assertEquals(true, rows.get(0).get("delivered"));
        List<?> events = (List<?>) rows.get(0).get("events");
        assertEquals(
                "{at=2025-03-01T18:02:11+08:00, type=PICKED_UP, code=54, place=深圳市, text=顺丰速运 已收取快件}",
                events.get(0).toString());
    }

    @Test
    void problemsWithoutParcelAreARowOfTheirOwn() {
        List<Map<String, Object>> rows = parse("{\"hello\":1}").rows();
        assertEquals(List.of("carrier", "problems"), List.copyOf(rows.get(0).keySet()));
    }
}
