package io.omskit.channels.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.connect.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Serves a sandbox on a free port of the loopback address, until it is closed. */
public final class SandboxServer implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Date", "Link", "Retry-After", "X-WP-Total", "X-WP-TotalPages");
    private static final int MAX_BODY = 32 << 20;

    private final HttpServer server;
    private final Sandbox sandbox;
    private final FaultPlan faults;

    private SandboxServer(HttpServer server, Sandbox sandbox, FaultPlan faults) {
        this.server = server;
        this.sandbox = sandbox;
        this.faults = faults;
    }

    /**
     * Starts serving.
     *
     * @throws UncheckedIOException if no port can be opened
     */
    public static SandboxServer start(Sandbox sandbox, FaultPlan faults) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SandboxServer server = new SandboxServer(http, sandbox, faults);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the sandbox found no free port.\nAllow listening on the loopback address.", e);
        }
    }

    /** The address that shops use as their endpoint, without a slash at the end. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (faults.strikes(Fault.SERVER_ERROR)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            HttpAnswer answer = sandbox.handle(request(exchange));
            if (faults.strikes(Fault.LOST_ANSWER)) {
                // closing without an answer is what a client sees of a lost one
                return;
            }
            reply(exchange, answer);
        }
    }

    private static Sandbox.Request request(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String query = exchange.getRequestURI().getRawQuery();
        return new Sandbox.Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                exchange.getRequestBody().readNBytes(MAX_BODY));
    }

    private void reply(HttpExchange exchange, HttpAnswer answer) throws IOException {
        byte[] body = answer.body();
        for (String name : PASSED_ON) {
            for (String value : answer.headers(name)) {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        boolean cut = body.length > 1 && faults.strikes(Fault.TRUNCATED);
        int length = cut ? 1 + faults.draw(Fault.TRUNCATED, body.length - 1) : body.length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body, 0, length);
            }
        }
    }

    /** Stops serving at once. */
    @Override
    public void close() {
        server.stop(0);
    }
}
