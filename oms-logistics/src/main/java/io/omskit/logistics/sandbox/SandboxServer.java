package io.omskit.logistics.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omskit.connect.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** A sandbox on a loopback port, for clients that need a socket. Close it to free the port. */
public final class SandboxServer implements AutoCloseable {
    private static final int MAX_BODY = 1 << 20;

    private final HttpServer server;

    private SandboxServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves a sandbox on a free port.
     *
     * @param handler from the body of a request to its answer; empty breaks the connection
     */
    public static SandboxServer serve(Function<String, Optional<HttpAnswer>> handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> answer(exchange, handler));
            server.start();
            return new SandboxServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException("no loopback port could be opened", e);
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/std/service");
    }

    private static void answer(HttpExchange exchange, Function<String, Optional<HttpAnswer>> handler)
            throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            Optional<HttpAnswer> answer = handler.apply(new String(body, StandardCharsets.UTF_8));
            if (answer.isPresent()) {
                byte[] reply = answer.get().body();
                exchange.getResponseHeaders().add("Content-Type", "application/json;charset=utf-8");
                exchange.sendResponseHeaders(answer.get().status(), reply.length == 0 ? -1 : reply.length);
                exchange.getResponseBody().write(reply);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
