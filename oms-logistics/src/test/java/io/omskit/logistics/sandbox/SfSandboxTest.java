package io.omskit.logistics.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.fact.ShipmentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SfSandboxTest {
    private static final Instant START = Instant.parse("2025-03-01T01:00:00Z");

    private Instant now = START;

    private SfSandbox sandbox(FaultPlan faults) {
        return new SfSandbox("SHOP", "invented-word", () -> now, faults);
    }

    private Map<String, String> good(String id) {
        String message = "{\"trackingNumber\":[\"SF1\"]}";
        String timestamp = Long.toString(now.toEpochMilli());
        Map<String, String> fields = new TreeMap<>();
        fields.put("partnerID", "SHOP");
        fields.put("requestID", id);
        fields.put("serviceCode", "EXP_RECE_SEARCH_ROUTES");
        fields.put("timestamp", timestamp);
        fields.put("msgData", message);
        fields.put("msgDigest", SfDigest.of(message, timestamp, "invented-word"));
        return fields;
    }

    private static String answer(SfSandbox sandbox, Map<String, String> fields) {
        HttpCall call = HttpCall.post("https://sf.example/std/service");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            call = call.withForm(field.getKey(), field.getValue());
        }
        return sandbox.handle(call.bodyText()).map(HttpAnswer::text).orElseThrow();
    }

    @Test
    void theGatewayChecksFieldsThenPermissionThenTimeThenDigest() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        assertTrue(answer(sandbox, good("1")).contains("A1000"));
        for (String[] change : List.of(
                new String[] {"msgDigest", "", "A1001"},
                new String[] {"partnerID", "OTHER", "A1004"},
                new String[] {"serviceCode", "EXP_RECE_OTHER", "A1004"},
                new String[] {"timestamp", "1700000000000", "A1002"},
                new String[] {"timestamp", "soon", "A1002"},
                new String[] {"msgDigest", "AAAA", "A1006"},
                new String[] {"msgData", "{}", "A1006"},
                new String[] {"requestID", "1", "A1007"})) {
            Map<String, String> fields = good("2");
            fields.put(change[0], change[1]);
            assertTrue(answer(sandbox, fields).contains(change[2]), change[0]);
        }
    }

    @Test
    void aParcelMovesWithTheClock() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        String number = sandbox.handOver("A");
        assertEquals(number, sandbox.handOver("A"));
        assertEquals(ShipmentStatus.LABEL_CREATED, sandbox.truth(number));
        assertEquals(List.of(), sandbox.takePushes());
        now = sandbox.end();
        assertEquals(ShipmentStatus.DELIVERED, sandbox.truth(number));
        assertEquals(ShipmentStatus.UNKNOWN, sandbox.truth("SF0"));
    }

    @Test
    void aPushIsGivenOutOnceUnlessItIsPutBack() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        sandbox.handOver("A");
        now = sandbox.end().plusSeconds(600);
        List<SfSandbox.Push> pushes = sandbox.takePushes();
        assertTrue(pushes.size() > 5);
        assertEquals(List.of(), sandbox.takePushes());
        sandbox.pushAgain(pushes.get(0));
        assertEquals(List.of(), sandbox.takePushes());
        now = now.plusSeconds(3_600);
        assertEquals(pushes.get(0).body(), sandbox.takePushes().get(0).body());
        assertFalse(pushes.get(0).toString().contains("测试员"));
    }

    @Test
    void pushesAreLostRepeatedAndLateAsThePlanSays() {
        int sound = pushes(FaultPlan.none(1)).size();
        assertEquals(
                0,
                pushes(FaultPlan.none(1).with(FaultPlan.Kind.LOST_PUSH, 1_000)).size());
        assertEquals(
                2 * sound,
                pushes(FaultPlan.none(1).with(FaultPlan.Kind.REPEATED_PUSH, 1_000))
                        .size());
        List<String> late = numbersOfScans(pushes(FaultPlan.none(1).with(FaultPlan.Kind.LATE_PUSH, 1_000)));
        List<String> sorted = new ArrayList<>(late);
        sorted.sort(null);
        assertEquals(sound, late.size());
        assertFalse(sorted.equals(late), "late pushes come out of order");
    }

    private List<SfSandbox.Push> pushes(FaultPlan faults) {
        now = START;
        SfSandbox sandbox = sandbox(faults);
        sandbox.handOver("A");
        now = START.plusSeconds(60L * 86_400);
        return sandbox.takePushes();
    }

    private static List<String> numbersOfScans(List<SfSandbox.Push> pushes) {
        return pushes.stream()
                .map(push -> push.body().replaceAll(".*\"id\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    @Test
    void unknownCodesAppearAndMoveNothing() {
        FaultPlan faults = FaultPlan.none(1).with(FaultPlan.Kind.UNKNOWN_CODE, 1_000);
        assertTrue(pushes(faults).stream().anyMatch(push -> push.body().contains("7777")));
    }

    @Test
    void aPlanRepeatsFromItsSeedAndDiffersBetweenSeeds() {
        assertEquals(outcomes(FaultPlan.seeded(5)), outcomes(FaultPlan.seeded(5)));
        assertFalse(outcomes(FaultPlan.seeded(5)).equals(outcomes(FaultPlan.seeded(6))));
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.none(1).with(FaultPlan.Kind.BUSY, 1_001));
    }

    private static List<Boolean> outcomes(FaultPlan plan) {
        List<Boolean> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            for (FaultPlan.Kind kind : FaultPlan.Kind.values()) {
                outcomes.add(plan.happens(kind, "subject/" + i));
            }
        }
        return outcomes;
    }
}
