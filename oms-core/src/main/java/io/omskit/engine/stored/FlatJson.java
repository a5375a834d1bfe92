package io.omskit.engine.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A flat JSON object of texts. */
public final class FlatJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    public static String write(Map<String, String> values) {
        StringWriter text = new StringWriter(64);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> value : values.entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON object could not be written to memory", e);
        }
        return text.toString();
    }

    public static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                values.put(name, json.getText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a stored JSON object is not readable.\nRestore the row from a backup of the store.", e);
        }
        return values;
    }
}
