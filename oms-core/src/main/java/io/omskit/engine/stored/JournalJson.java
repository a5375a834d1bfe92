package io.omskit.engine.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.store.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of journal rows: {@code {"at":millis,"planner":1,"entries":[{"o","e","p","raw","book","why","plan","with"}]}}.
 */
public final class JournalJson {
    public static final int STATE_VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private JournalJson() {}

    public static Row write(long rowId, Instant at, int planner, List<JournalEntry> entries) {
        StringWriter text = new StringWriter(256 * entries.size());
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("at", at.toEpochMilli());
            json.writeNumberField("planner", planner);
            json.writeArrayFieldStart("entries");
            for (JournalEntry entry : entries) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a journal row could not be written to memory", e);
        }
        return Row.json(Tables.JOURNAL, rowId, STATE_VERSION, text.toString());
    }

    private static void write(JsonGenerator json, JournalEntry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("o", entry.orderId());
        json.writeStringField("e", String.join(" ", entry.events()));
        if (entry.previous() != 0) {
            json.writeNumberField("p", entry.previous());
        }
        if (!entry.payloads().isEmpty()) {
            json.writeArrayFieldStart("raw");
            for (Long payload : entry.payloads()) {
                json.writeNumber(payload);
            }
            json.writeEndArray();
        }
        if (entry.book() != null) {
            json.writeStringField("book", entry.book());
        }
        if (!entry.reasons().isEmpty()) {
            json.writeArrayFieldStart("why");
            for (Reason reason : entry.reasons()) {
                json.writeStartArray();
                json.writeString(reason.code());
                json.writeString(reason.subject());
                for (Map.Entry<String, String> figure : reason.figures().entrySet()) {
                    json.writeString(figure.getKey());
                    json.writeString(figure.getValue());
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        if (entry.plan() != null) {
            json.writeFieldName("plan");
            json.writeRawValue(entry.plan());
        }
        if (!entry.plannedWith().isEmpty()) {
            json.writeArrayFieldStart("with");
            for (Long order : entry.plannedWith()) {
                json.writeNumber(order);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    public static List<JournalEntry> read(Row row) {
        List<JournalEntry> entries = new ArrayList<>();
        try (JsonParser json = JSON.createParser(row.json())) {
            Instant at = Instant.EPOCH;
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "at" -> at = Instant.ofEpochMilli(json.getLongValue());
                    case "entries" -> {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            entries.add(entry(json, row, at));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "journal row " + row.id() + " is not readable.\nRestore it from a backup of the store.", e);
        }
        return entries;
    }

    private static JournalEntry entry(JsonParser json, Row row, Instant at) throws IOException {
        long order = 0;
        long previous = 0;
        String events = "";
        String book = null;
        String plan = null;
        List<Long> payloads = new ArrayList<>();
        List<Long> with = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "o" -> order = json.getLongValue();
                case "p" -> previous = json.getLongValue();
                case "e" -> events = json.getText();
                case "book" -> book = json.getText();
                case "plan" -> plan = rawValue(json, row.json());
                case "raw" -> numbers(json, payloads);
                case "with" -> numbers(json, with);
                case "why" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        reasons.add(reason(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new JournalEntry(
                row.position(),
                row.id(),
                at,
                order,
                List.of(events.split(" ")),
                previous,
                payloads,
                book,
                reasons,
                plan,
                with);
    }

    private static void numbers(JsonParser json, List<Long> into) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(json.getLongValue());
        }
    }

    /** The text of the value at which the parser stands, without parsing it into anything. */
    private static @Nullable String rawValue(JsonParser json, String text) throws IOException {
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        int to = (int) json.currentLocation().getCharOffset();
        return text.substring(from, to);
    }

    private static Reason reason(JsonParser json) throws IOException {
        List<String> words = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            words.add(json.getText());
        }
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 2; i + 1 < words.size(); i += 2) {
            figures.put(words.get(i), words.get(i + 1));
        }
        return new Reason(words.get(0), words.get(1), figures);
    }
}
