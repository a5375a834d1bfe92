package io.omskit.order.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The versions in which a kind of row was ever written, and how a row of an older one becomes one of today. A row of a newer
 * version is read as it is: versions only add members. Immutable and safe for several threads.
 */
public final class StateVersions {
    /** For old rows only. Numbers keep every digit. */
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private final List<UnaryOperator<Map<String, @Nullable Object>>> upgraders;

    private StateVersions(List<UnaryOperator<Map<String, @Nullable Object>>> upgraders) {
        this.upgraders = List.copyOf(upgraders);
    }

    /**
     * Versions from 1 on; the upgrader at index i makes version i + 2 of version i + 1. It gets the members of a row, objects as
     * maps and lists as lists, and may change them.
     */
    public static StateVersions upgradedBy(List<UnaryOperator<Map<String, @Nullable Object>>> upgraders) {
        return new StateVersions(upgraders);
    }

    /** The version that is written today. */
    public int newest() {
        return upgraders.size() + 1;
    }

    /**
     * Reads a row.
     *
     * @param what the row, for the message
     * @param version the version beside the row
     * @throws IllegalArgumentException if it cannot be read, naming the row and its version
     */
    public <T> T read(String what, int version, String json, Function<StoredObject, T> reading) {
        try {
            return reading.apply(StoredObject.parse(upgraded(version, json)));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "stored " + what + ", state version " + version + ", cannot be read: " + e.getMessage()
                            + "\nRead it with the version that wrote it, or restore the row; this version writes "
                            + newest() + ".",
                    e);
        }
    }

    private String upgraded(int from, String json) {
        if (from < 1) {
            throw new IllegalArgumentException("no state version " + from + " was ever written");
        }
        if (from >= newest()) {
            return json;
        }
        try {
            Map<String, @Nullable Object> row = ROWS.readValue(json, MEMBERS);
            for (UnaryOperator<Map<String, @Nullable Object>> upgrader :
                    upgraders.subList(from - 1, upgraders.size())) {
                row = upgrader.apply(row);
            }
            return ROWS.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the text is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
