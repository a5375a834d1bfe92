package io.omskit.examples.quickstart.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the warehouse tells what it did: {@code POST /reports} with an id of its own. Quantities are additions, so a report
 * that comes twice must count once; a real host keeps the ids where its orders are.
 */
public final class ReportHook implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Oms oms;
    private final HttpServer server;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Listens on a free port of this machine. */
    public ReportHook(Oms oms) {
        this.oms = oms;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free for the reports of the warehouse", e);
        }
        server.createContext("/reports", this::answer);
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/reports");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode told = json.readTree(exchange.getRequestBody());
            String id = told.path("id").asText();
            boolean done = !seen.add(id) || take(told);
            if (!done) {
                seen.remove(id);
            }
            byte[] body = (done ? "thanks" : "refused").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(done ? 200 : 409, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private boolean take(JsonNode told) {
        long work = told.path("work").asLong();
        Instant at = oms.time().instant();
        List<Part> parts = new ArrayList<>();
        List<SourceReport.Weight> weights = new ArrayList<>();
        for (JsonNode item : told.path("items")) {
            Part part = new Part(
                    item.path("order").asLong(),
                    item.path("demand").asInt(),
                    item.path("steps").asLong());
            parts.add(part);
            if (item.has("weighed")) {
                weights.add(new SourceReport.Weight(part, item.path("weighed").asLong()));
            }
        }
        SourceReport report =
                switch (told.path("event").asText()) {
                    case "packed" -> new SourceReport.Packed(work, at, parts, weights);
                    case "short" -> new SourceReport.ShortPick(work, at, parts);
                    case "shipped" ->
                        new SourceReport.Shipped(
                                work,
                                at,
                                told.path("carrier").asText(),
                                told.path("number").asText(),
                                "",
                                parts);
                    default -> null;
                };
        return report != null && oms.submit(new Command.Report(report)).done();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
