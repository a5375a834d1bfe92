package io.omskit.examples.quickstart.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A small warehouse that takes jobs over HTTP and reports over HTTP, for trying the connector out. What is packed cannot be
 * canceled; a job or a cancelation with a key that was seen before gets the same answer again.
 */
public final class WarehouseServer implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI hook;
    private final Map<String, Answer> answers = new TreeMap<>();
    private final Map<Long, Map<String, ObjectNode>> shelf = new TreeMap<>();
    private int events;

    private record Answer(int status, String text) {}

    /**
     * Listens on a free port of this machine.
     *
     * @param hook where it reports
     */
    public WarehouseServer(URI hook) {
        this.hook = hook;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free for the warehouse", e);
        }
        server.createContext("/jobs", exchange -> answer(exchange, this::take));
        server.createContext("/jobs/cancel", exchange -> answer(exchange, this::cancel));
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @FunctionalInterface
    private interface Step {
        Answer apply(JsonNode job);
    }

    private void answer(HttpExchange exchange, Step step) throws IOException {
        try (exchange) {
            JsonNode job = json.readTree(exchange.getRequestBody());
            Answer answer;
            synchronized (this) {
                answer = answers.computeIfAbsent(job.path("key").asText(), key -> step.apply(job));
            }
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer take(JsonNode job) {
        Map<String, ObjectNode> items = new TreeMap<>();
        job.path("items").forEach(item -> items.put(name(item), item.deepCopy()));
        shelf.put(job.path("work").asLong(), items);
        return new Answer(200, "job-" + shelf.size());
    }

    private Answer cancel(JsonNode job) {
        Map<String, ObjectNode> items = shelf.getOrDefault(job.path("work").asLong(), Map.of());
        for (JsonNode item : job.path("items")) {
            ObjectNode known = items.get(name(item));
            if (known == null
                    || known.path("steps").asLong() < item.path("steps").asLong()) {
                return new Answer(409, "it is packed");
            }
        }
        for (JsonNode item : job.path("items")) {
            ObjectNode known = Objects.requireNonNull(items.get(name(item)));
            known.put("steps", known.path("steps").asLong() - item.path("steps").asLong());
        }
        return new Answer(200, "stopped");
    }

    private static String name(JsonNode item) {
        return item.path("order").asText() + "/" + item.path("demand").asText();
    }

    /** How much of a SKU it still has to pack for a work, in steps. */
    public synchronized long open(long work, String sku) {
        return shelf.getOrDefault(work, Map.of()).values().stream()
                .filter(item -> item.path("sku").asText().equals(sku))
                .mapToLong(item -> item.path("steps").asLong())
                .sum();
    }

    /**
     * Packs everything of a SKU that is left in a work.
     *
     * @param weighed what it weighed, in steps; negative for what is not weighed
     */
    public int pack(long work, String sku, long weighed) {
        return report("packed", work, sku, Long.MAX_VALUE, weighed);
    }

    /** Does not find so much of a SKU. */
    public int shortPick(long work, String sku, long steps) {
        return report("short", work, sku, steps, -1);
    }

    /** Hands over everything that is packed. */
    public int ship(long work, String carrier, String number) {
        return send(event("shipped", work).put("carrier", carrier).put("number", number));
    }

    private int report(String event, long work, String sku, long most, long weighed) {
        ObjectNode told = event(event, work);
        ArrayNode items = told.putArray("items");
        synchronized (this) {
            for (ObjectNode item : shelf.getOrDefault(work, Map.of()).values()) {
                long steps = Math.min(most, item.path("steps").asLong());
                if (item.path("sku").asText().equals(sku) && steps > 0) {
                    ObjectNode one = items.addObject()
                            .put("order", item.path("order").asLong())
                            .put("demand", item.path("demand").asInt())
                            .put("steps", steps);
                    if (weighed >= 0) {
                        one.put("weighed", weighed);
                    }
                    item.put("steps", item.path("steps").asLong() - steps);
                }
            }
        }
        return send(told);
    }

    private synchronized ObjectNode event(String event, long work) {
        events++;
        return json.createObjectNode()
                .put("id", "event-" + events)
                .put("event", event)
                .put("work", work);
    }

    /** Tells it twice, as lines that break make one do; the hook knows the second by its id. */
    private int send(ObjectNode event) {
        HttpRequest request = HttpRequest.newBuilder(hook)
                .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException("the host did not take the report", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
