package io.omskit.logistics;

import io.omskit.connect.payload.Payload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's table from its own codes to event types, read from a resource of lines {@code code,TYPE}; lines that start with
 * {@code #} say where the table comes from. Immutable.
 */
public final class EventCodes {
    private final Map<String, TrackingEventType> types;

    private EventCodes(Map<String, TrackingEventType> types) {
        this.types = Map.copyOf(types);
    }

    /**
     * Reads a table.
     *
     * @param resource the open resource; closed here
     * @throws IllegalArgumentException if the resource is missing, or a line is not {@code code,TYPE} or repeats a code
     */
    public static EventCodes read(@Nullable InputStream resource) {
        if (resource == null) {
            throw new IllegalArgumentException(
                    "a table of event codes is missing.\nCheck that the artifact was packed with its resources.");
        }
        Map<String, TrackingEventType> types = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().map(String::strip).filter(EventCodes::isEntry).forEach(line -> add(types, line));
        } catch (IOException e) {
            throw new UncheckedIOException("a table of event codes could not be read", e);
        }
        return new EventCodes(types);
    }

    /** The type of a code as it stands in a payload. An unknown code is {@link TrackingEventType#UNMAPPED} and a problem. */
    public TrackingEventType of(Payload code) {
        return code.mapped(types, TrackingEventType.UNMAPPED);
    }

    private static boolean isEntry(String line) {
        return !line.isEmpty() && !line.startsWith("#");
    }

    private static void add(Map<String, TrackingEventType> types, String line) {
        int comma = line.indexOf(',');
        TrackingEventType type =
                TrackingEventType.named(line.substring(comma + 1).strip());
        if (comma < 1
                || type == TrackingEventType.UNMAPPED
                || types.put(line.substring(0, comma).strip(), type) != null) {
            throw new IllegalArgumentException("line '" + line
                    + "' of a table of event codes is not code,TYPE or repeats a code.\n"
                    + "Name each code once, and a type of TrackingEventType.");
        }
    }
}
