package io.omskit.engine.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
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
import java.util.Optional;

/** The stored form of ledger rows: {@code {"at":millis,"entries":[{"op","source","sku","q","ref","why"}]}}. */
public final class LedgerJson {
    private static final JsonFactory JSON = new JsonFactory();

    private LedgerJson() {}

    public static Row write(long rowId, Instant at, List<StockMovement> movements) {
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
                if (!movement.reason().isEmpty()) {
                    json.writeStringField("why", movement.reason());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a ledger row could not be written to memory", e);
        }
        return Row.json(Tables.LEDGER, rowId, 1, text.toString());
    }

    /** The movements of a row. Uses of quotas are left out: what a quota limits is not in the ledger. */
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
        StockMovement.Op op = StockMovement.Op.valueOf(values.getOrDefault("op", ""));
        if (op == StockMovement.Op.QUOTA) {
            return Optional.empty();
        }
        StockCell cell = new StockCell(values.getOrDefault("source", ""), new Sku(values.getOrDefault("sku", "")));
        return Optional.of(new StockMovement.Goods(
                op,
                cell,
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
