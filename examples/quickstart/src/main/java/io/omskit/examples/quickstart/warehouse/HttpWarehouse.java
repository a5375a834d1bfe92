package io.omskit.examples.quickstart.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.fulfillment.SourceConnector;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The way to a warehouse that takes jobs over HTTP: {@code POST /jobs} and {@code POST /jobs/cancel}, each with a key under
 * which a repeated job is known. Safe for several threads.
 */
public final class HttpWarehouse implements SourceConnector {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BUSY = Duration.ofMinutes(5);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String source;
    private final URI address;

    /**
     * A connector.
     *
     * @param source id of the source that the warehouse is
     * @param address where it listens, ending with a slash
     */
    public HttpWarehouse(String source, URI address) {
        this.source = source;
        this.address = address;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Answer release(Job job) {
        return tell("jobs", job);
    }

    @Override
    public Answer cancel(Job job) {
        return tell("jobs/cancel", job);
    }

    private Answer tell(String path, Job job) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text(job)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Taken(answer.body());
                case 400, 404, 409 -> new Answer.Refused(answer.body());
                case 429, 503 -> new Answer.Later("the warehouse is busy", BUSY);
                default -> new Answer.Unknown("the warehouse answered " + answer.statusCode());
            };
        } catch (ConnectException notReached) {
            // nothing was sent, so nothing can have arrived
            return new Answer.Later("the warehouse was not reached", BUSY);
        } catch (IOException lost) {
            return new Answer.Unknown("the line to the warehouse broke");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown("the call was interrupted");
        }
    }

    private String text(Job job) {
        ObjectNode all = json.createObjectNode();
        all.put("key", job.key());
        all.put("work", job.fulfillmentOrder());
        if (job.shipBy() != null) {
            all.put("shipBy", job.shipBy().toString());
        }
        if (job.consignee() != null && job.consignee().name() != null) {
            all.put("to", job.consignee().name());
        }
        ArrayNode items = all.putArray("items");
        for (Item item : job.items()) {
            items.addObject()
                    .put("order", item.orderId())
                    .put("demand", item.demand())
                    .put("sku", item.sku().code())
                    .put("steps", item.quantity().steps());
        }
        return all.toString();
    }
}
