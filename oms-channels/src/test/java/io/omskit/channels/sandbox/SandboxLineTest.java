package io.omskit.channels.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies between a shop and a sandbox: the line in the process, the server on the loopback address, the webhooks. */
class SandboxLineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final List<Sandbox.Request> seen = new ArrayList<>();
    private final Sandbox echo = request -> {
        synchronized (seen) {
            seen.add(request);
        }
        return HttpAnswer.json(
                        200,
                        "{\"path\":\"" + request.path() + "\",\"x\":\""
                                + request.query().get("x") + "\"}")
                .withHeader("Link", "<http://n>; rel=\"next\"");
    };

    private final HttpCall call = HttpCall.post("http://shop.test/a/b")
            .withQuery("x", "1 &样")
            .withHeader("X-Sign", "s")
            .withForm("f", "v+w");

    @Test
    void aCallArrivesAsItWasMade() {
        Answer<HttpAnswer> answer = echo.inProcess(FaultPlan.none()).send(call, PATIENCE);
        assertEquals("{\"path\":\"/a/b\",\"x\":\"1 &样\"}", answer.orThrow().text());
        assertEquals("v+w", seen.get(0).form().get("f"));
        assertEquals("s", seen.get(0).header("x-sign").orElseThrow());
        assertEquals("POST", seen.get(0).method());
    }

    @Test
    void theServerAnswersLikeTheLineInTheProcess() {
        try (SandboxServer server = SandboxServer.start(echo, FaultPlan.none())) {
            HttpCall overNet = HttpCall.post(server.address() + "/a/b")
                    .withQuery("x", "1 &样")
                    .withForm("f", "v+w");
            HttpAnswer answer = Transport.network().send(overNet, PATIENCE).orThrow();
            assertEquals("{\"path\":\"/a/b\",\"x\":\"1 &样\"}", answer.text());
            assertEquals("<http://n>; rel=\"next\"", answer.header("Link").orElseThrow());
            assertEquals("v+w", seen.get(0).form().get("f"));
        }
    }

    @Test
    void theServerLosesBreaksAndCutsAnswersToo() {
        FaultPlan lost = FaultPlan.of(1).with(Fault.LOST_ANSWER, 100);
        try (SandboxServer server = SandboxServer.start(echo, lost)) {
            Answer<HttpAnswer> answer = Transport.network().send(HttpCall.post(server.address() + "/a"), PATIENCE);
            assertFalse(answer.isSuccess());
            assertTrue(seen.size() >= 1, "the call was processed before its answer was lost");
        }
        FaultPlan broken = FaultPlan.of(1).with(Fault.SERVER_ERROR, 100);
        try (SandboxServer server = SandboxServer.start(echo, broken)) {
            assertEquals(
                    503,
                    Transport.network()
                            .send(HttpCall.get(server.address() + "/a"), PATIENCE)
                            .orThrow()
                            .status());
        }
        FaultPlan cut = FaultPlan.of(1).with(Fault.TRUNCATED, 100);
        try (SandboxServer server = SandboxServer.start(echo, cut)) {
            HttpAnswer answer = Transport.network()
                    .send(HttpCall.get(server.address() + "/a"), PATIENCE)
                    .orThrow();
            assertTrue("{\"path\":\"/a\",\"x\":\"null\"}".startsWith(answer.text()) && answer.length() < 24);
        }
    }

    @Test
    void aServerErrorHappensBeforeAnythingIsDone() {
        Transport line = echo.inProcess(FaultPlan.of(1).with(Fault.SERVER_ERROR, 100));
        assertEquals(503, line.send(call, PATIENCE).orThrow().status());
        assertEquals(List.of(), seen);
    }

    @Test
    void aLostAnswerIsAnUnknownOutcomeOfSomethingThatWasDone() {
        Transport line = echo.inProcess(FaultPlan.of(1).with(Fault.LOST_ANSWER, 100));
        assertEquals(
                ErrorClass.UNKNOWN_OUTCOME,
                line.send(call, PATIENCE).failure().orElseThrow().errorClass());
        assertEquals(1, seen.size());
    }

    @Test
    void aCutBodyIsTheBeginningOfTheWholeOneAndKeepsHeaders() {
        byte[] whole = echo.handle(Sandbox.Request.of(call)).body();
        HttpAnswer cut = echo.inProcess(FaultPlan.of(3).with(Fault.TRUNCATED, 100))
                .send(call, PATIENCE)
                .orThrow();
        assertTrue(cut.length() > 0 && cut.length() < whole.length);
        assertArrayEquals(java.util.Arrays.copyOf(whole, cut.length()), cut.body());
        assertTrue(cut.header("Link").isPresent());
    }

    @Test
    void aRequestShowsNeitherHeadersNorBody() {
        Sandbox.Request request = Sandbox.Request.of(call);
        assertEquals("f=v%2Bw", new String(request.body(), StandardCharsets.UTF_8));
        assertEquals("Request[POST /a/b 7 bytes]", request.toString());
    }

    @Test
    void webhooksComeAtOnceOnceAndInOrderWithoutFaults() {
        WebhookQueue queue = new WebhookQueue(FaultPlan.none());
        Instant now = Instant.parse("2026-03-02T01:00:00Z");
        queue.offer("A", now);
        queue.offer("B", now);
        assertEquals(List.of("A", "B"), queue.due(now));
        assertEquals(List.of(), queue.due(now.plusSeconds(3600)));
    }

    @Test
    void webhooksComeLateTwiceAndOutOfOrderAsPlanned() {
        Instant now = Instant.parse("2026-03-02T01:00:00Z");
        WebhookQueue slow = new WebhookQueue(FaultPlan.of(1).with(Fault.WEBHOOK_SLOW, 100));
        slow.offer("A", now);
        assertEquals(List.of(), slow.due(now));
        assertEquals(List.of("A"), slow.due(now.plus(Duration.ofHours(2))));
        WebhookQueue twice = new WebhookQueue(FaultPlan.of(1).with(Fault.WEBHOOK_REPEATED, 100));
        twice.offer("A", now);
        assertEquals(List.of("A", "A"), twice.due(now.plusSeconds(60)));
        WebhookQueue turned = new WebhookQueue(FaultPlan.of(1).with(Fault.WEBHOOK_OUT_OF_ORDER, 100));
        turned.offer("A", now);
        turned.offer("B", now);
        assertEquals(List.of("B", "A"), turned.due(now));
    }
}
