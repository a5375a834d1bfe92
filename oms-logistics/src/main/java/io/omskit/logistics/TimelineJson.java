package io.omskit.logistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a timeline: what each source told, without texts. Members that a newer version added are kept when an
 * older one writes.
 */
final class TimelineJson {
    /** The form that this version writes. */
    static final int STATE_VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private TimelineJson() {}

    /**
     * Writes a timeline.
     *
     * @param successor the number under which the parcel goes on, if there is one
     * @param before the stored form that is replaced, for its unknown members
     */
    static String write(Timeline timeline, @Nullable String successor, @Nullable String before) {
        ObjectNode root = before == null ? MAPPER.createObjectNode() : object(before);
        ObjectNode sources = MAPPER.createObjectNode();
        timeline.sources().forEach((name, told) -> sources.set(name, source(told)));
        root.set("sources", sources);
        Timeline.Estimate estimate = timeline.estimate();
        if (estimate != null) {
            root.putObject("estimate")
                    .put("at", estimate.at().toString())
                    .put("receivedAt", estimate.receivedAt().toString());
        }
        if (successor != null) {
            root.put("successor", successor);
        }
        return root.toString();
    }

    private static ObjectNode source(Sightings.Told told) {
        ObjectNode node = MAPPER.createObjectNode();
        if (told.snapshotAt() != null) {
            node.put("snapshotAt", told.snapshotAt().toString());
        }
        ArrayNode events = node.putArray("events");
        told.events().forEach(event -> events.add(event(event)));
        return node;
    }

    private static ObjectNode event(TrackingEvent event) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("at", event.at().toString()).put("offset", event.offsetSeconds());
        node.put("receivedAt", event.receivedAt().toString());
        node.put("type", event.type().name());
        put(node, "reason", event.reason());
        put(node, "revokes", event.revokes());
        node.put("code", event.code());
        put(node, "place", event.place());
        node.put("textKey", event.textKey()).put("sequence", event.sequence());
        put(node, "deliveredTo", event.deliveredTo());
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }

    /** Reads a timeline. */
    static Timeline read(String carrier, String number, String discriminator, String json) {
        ObjectNode root = object(json);
        Map<String, Sightings.Told> sources = new TreeMap<>();
        root.path("sources")
                .properties()
                .forEach(entry -> sources.put(entry.getKey(), source(entry.getKey(), entry.getValue())));
        JsonNode estimate = root.path("estimate");
        return new Timeline(
                carrier,
                number,
                discriminator,
                sources,
                estimate.isObject()
                        ? new Timeline.Estimate(instant(estimate, "at"), instant(estimate, "receivedAt"))
                        : null);
    }

    /** The number under which the stored parcel goes on. */
    static @Nullable String successor(String json) {
        return text(object(json), "successor");
    }

    private static Sightings.Told source(String name, JsonNode node) {
        List<TrackingEvent> events = new ArrayList<>();
        node.path("events").forEach(event -> events.add(event(name, event)));
        return new Sightings.Told(node.hasNonNull("snapshotAt") ? instant(node, "snapshotAt") : null, events);
    }

    private static TrackingEvent event(String source, JsonNode node) {
        String revokes = text(node, "revokes");
        return new TrackingEvent(
                instant(node, "at"),
                node.path("offset").intValue(),
                instant(node, "receivedAt"),
                List.of(source),
                TrackingEventType.named(node.path("type").asText()),
                TrackingReason.named(text(node, "reason")),
                revokes == null ? null : TrackingEventType.named(revokes),
                node.path("code").asText(),
                text(node, "place"),
                null,
                node.path("textKey").intValue(),
                node.path("sequence").intValue(),
                deliveredTo(text(node, "deliveredTo")));
    }

    private static @Nullable DeliveredTo deliveredTo(@Nullable String name) {
        for (DeliveredTo value : DeliveredTo.values()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return null;
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText());
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    private static ObjectNode object(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // the cause is left out: its message quotes the content
            throw damaged();
        }
        throw damaged();
    }

    private static IllegalStateException damaged() {
        return new IllegalStateException("a stored timeline is not a JSON object.\n"
                + "Restore the row from a backup, or delete it and track the parcel again.");
    }
}
