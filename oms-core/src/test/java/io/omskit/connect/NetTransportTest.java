package io.omskit.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on the loopback interface. */
class NetTransportTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Transport transport = Transport.network(HttpClient.newHttpClient(), 10_000);
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, String coding, byte[] body) {
        server.createContext(path, exchange -> {
            if (!coding.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Encoding", coding);
            }
            exchange.getResponseHeaders().set("Location", base + "/elsewhere");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    @Test
    void whatIsSignedIsWhatArrives() {
        server.createContext("/echo", exchange -> {
            byte[] body = (exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getRawQuery() + " "
                            + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                            + exchange.getRequestHeaders().getFirst("X-Sign") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        HttpCall call = HttpCall.post(base + "/echo")
                .withQuery("q", "a b*")
                .withHeader("X-Sign", "s")
                .withForm("名", "a b*~");
        HttpAnswer answer = transport.send(call, LONG).orThrow();
        assertEquals(
                "POST q=a%20b%2A application/x-www-form-urlencoded;charset=utf-8 s " + call.bodyText(), answer.text());
    }

    @Test
    void packedBodyIsUnpackedWithinTheBound() {
        answer("/gzip", 200, "gzip", packed(9_000));
        assertEquals(
                9_000,
                transport.send(HttpCall.get(base + "/gzip"), LONG).orThrow().length());
    }

    @Test
    void bombAndFloodAreRefused() {
        answer("/bomb", 200, "gzip", packed(5_000_000));
        answer("/flood", 200, "", new byte[50_000]);
        answer("/damaged", 200, "gzip", new byte[] {1, 2, 3});
        assertEquals("answer-unreadable", code("/bomb"));
        assertEquals("answer-too-large", code("/flood"));
        assertEquals("answer-unreadable", code("/damaged"));
    }

    @Test
    void redirectIsAnAnswerNotAnInvitation() {
        answer("/moved", 302, "", new byte[0]);
        assertEquals(
                302,
                transport.send(HttpCall.get(base + "/moved"), LONG).orThrow().status());
        HttpClient follower = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        assertThrows(IllegalArgumentException.class, () -> Transport.network(follower, 1));
        assertThrows(IllegalArgumentException.class, () -> Transport.network(HttpClient.newHttpClient(), 0));
    }

    @Test
    void silenceAfterSendingIsAnUnknownOutcome() {
        CountDownLatch never = new CountDownLatch(1);
        server.createContext("/silent", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Answer<HttpAnswer> answer = transport.send(HttpCall.post(base + "/silent"), Duration.ofMillis(50));
        never.countDown();
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, answer.failure().orElseThrow().errorClass());
    }

    @Test
    void brokenConnectionAfterSendingIsAnUnknownOutcome() {
        server.createContext("/broken", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            throw new IOException("the server gives up");
        });
        Answer<HttpAnswer> answer = transport.send(HttpCall.get(base + "/broken?sign=topsecret"), LONG);
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, answer.failure().orElseThrow().errorClass());
        assertTrue(!answer.toString().contains("topsecret"));
    }

    @Test
    void refusedConnectionDidNotLeave() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Answer<HttpAnswer> answer = transport.send(HttpCall.post("http://127.0.0.1:" + port + "/"), LONG);
        assertEquals(ErrorClass.RETRY, answer.failure().orElseThrow().errorClass());
        assertEquals("not-sent", answer.failure().orElseThrow().code());
    }

    private String code(String path) {
        return transport
                .send(HttpCall.get(base + path), LONG)
                .failure()
                .orElseThrow()
                .code();
    }

    private static byte[] packed(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[size]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
