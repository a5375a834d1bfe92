package io.omskit.engine.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.stock.Quota;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockMovement;
import io.omskit.store.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The stored form of ledger rows: {@code {"at":millis,"entries":[{"op","source","sku","q","ref","why"}]}}. The use of a quota
 * also names its {@code kind} and {@code channel}. A correction of a counter is an entry {@code REPAIR}, which moves nothing.
 */
public final class LedgerJson {
    private static final JsonFactory JSON = new JsonFactory();

    private static final String REPAIR = "REPAIR";

    private LedgerJson() {}

    /**
     * A counter that was brought to what the ledger says.
     *
     * @param key name of the counter
     * @param change what was added to it
     * @param reason why
     */
    public record Correction(String key, long change, String reason) {}

    public static Row write(long rowId, Instant at, List<StockMovement> movements) {
        return write(rowId, at, movements, List.of());
    }

    /** A row of movements and of corrections. */
    public static Row write(long rowId, Instant at, List<StockMovement> movements, List<Correction> corrections) {
        StringWriter text = new StringWriter(96 * movements.size());
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("at", at.toEpochMilli());
            json.writeArrayFieldStart("entries");
            for (StockMovement movement : movements) {
                json.writeStartObject();
                json.writeStringField("op", movement.op().name());
                json.writeStringField("source", source(movement));
                json.writeStringField("sku", movement.sku().code());
                json.writeNumberField("q", movement.quantity());
                json.writeStringField("ref", movement.reference());
                if (movement instanceof StockMovement.QuotaUse use) {
                    json.writeStringField("kind", use.quota().kind().name());
                    json.writeStringField(
                            "channel", Objects.requireNonNullElse(use.quota().channel(), ""));
                }
                if (!movement.reason().isEmpty()) {
                    json.writeStringField("why", movement.reason());
                }
                json.writeEndObject();
            }
            for (Correction correction : corrections) {
                write(json, correction);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a ledger row could not be written to memory", e);
        }
        return Row.json(Tables.LEDGER, rowId, 1, text.toString());
    }

    private static void write(JsonGenerator json, Correction correction) throws IOException {
        StockCounters.Key key = StockCounters.parse(correction.key()).orElse(null);
        json.writeStartObject();
        json.writeStringField("op", REPAIR);
        json.writeStringField("source", key == null ? "" : key.cell().source());
        json.writeStringField("sku", key == null ? "" : key.cell().sku().code());
        json.writeNumberField("q", correction.change());
        json.writeStringField("ref", correction.key());
        json.writeStringField("why", correction.reason());
        json.writeEndObject();
    }

    /** The movements of a row; corrections move nothing. The limit of a quota is not in the ledger: it reads as without bound. */
    public static List<StockMovement> read(Row row) {
        List<StockMovement> movements = new ArrayList<>();
        try (JsonParser json = JSON.createParser(row.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean entries = json.currentName().equals("entries");
                json.nextToken();
                while (entries && json.nextToken() == JsonToken.START_OBJECT) {
                    movement(json).ifPresent(movements::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "ledger row " + row.id() + " is not readable.\nRestore it from a backup of the store.", e);
        }
        return movements;
    }

    private static Optional<StockMovement> movement(JsonParser json) throws IOException {
        Map<String, String> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            values.put(name, json.getText());
        }
        if (REPAIR.equals(values.get("op"))) {
            return Optional.empty();
        }
        StockMovement.Op op = StockMovement.Op.valueOf(values.getOrDefault("op", ""));
        if (op == StockMovement.Op.QUOTA) {
            return use(values);
        }
        StockCell cell = new StockCell(values.getOrDefault("source", ""), new Sku(values.getOrDefault("sku", "")));
        return Optional.of(new StockMovement.Goods(
                op,
                cell,
                Long.parseLong(values.getOrDefault("q", "")),
                values.getOrDefault("ref", ""),
                values.getOrDefault("why", "")));
    }

    /** The use of a quota; empty in a row of an earlier version, which did not name it. */
    private static Optional<StockMovement> use(Map<String, String> values) {
        String kind = values.get("kind");
        if (kind == null) {
            return Optional.empty();
        }
        String channel = values.getOrDefault("channel", "");
        Quota quota = new Quota(
                Quota.Kind.valueOf(kind),
                channel.isEmpty() ? null : channel,
                new Sku(values.getOrDefault("sku", "")),
                Long.MAX_VALUE);
        return Optional.of(new StockMovement.QuotaUse(
                quota,
                Long.parseLong(values.getOrDefault("q", "")),
                values.getOrDefault("ref", ""),
                values.getOrDefault("why", "")));
    }

    private static String source(StockMovement movement) {
        for (StockMovement.Delta delta : movement.deltas()) {
            StockCounters.Key key = StockCounters.parse(delta.key()).orElse(null);
            if (key != null) {
                return key.cell().source();
            }
        }
        return "";
    }

    /** A reason as a flat object: {@code code}, {@code subject} and its figures. */
    public static Map<String, String> flat(Reason reason) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("code", reason.code());
        values.put("subject", reason.subject());
        values.putAll(reason.figures());
        return values;
    }
}
