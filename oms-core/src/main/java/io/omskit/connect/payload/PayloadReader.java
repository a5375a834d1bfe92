package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.connect.HttpAnswer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as platforms send it. A profile names the zone of times without an offset and the time patterns beyond the ISO form; everything else is
 * the same for all. Reading never fails: what cannot be read is a {@link io.omskit.connect.Problem} of the {@link Payload}, and everything around it
 * stays usable. Immutable and thread-safe; the payloads it makes belong to one thread at a time.
 */
public final class PayloadReader {
    /** Deepest nesting that is read: 64. */
    public static final int DEFAULT_MAX_DEPTH = 64;

    /** Largest document: 32 MiB. */
    public static final int DEFAULT_MAX_BYTES = 32 << 20;

    private static final int DEFAULT_MAX_VALUES = 4_000_000;

    private final ZoneId zone;
    private final List<DateTimeFormatter> patterns;
    private final int maxDepth;
    private final int maxBytes;

    private PayloadReader(ZoneId zone, List<DateTimeFormatter> patterns, int maxDepth, int maxBytes) {
        this.zone = zone;
        this.patterns = List.copyOf(patterns);
        this.maxDepth = maxDepth;
        this.maxBytes = maxBytes;
    }

    /** A reader for a platform whose times without offset are in UTC. */
    public static PayloadReader utc() {
        return inZone(ZoneOffset.UTC);
    }

    /** A reader for a platform whose times without offset are in the given zone. */
    public static PayloadReader inZone(ZoneId zone) {
        return new PayloadReader(zone, List.of(), DEFAULT_MAX_DEPTH, DEFAULT_MAX_BYTES);
    }

    /** The same reader for a shop in another zone. */
    public PayloadReader withZone(ZoneId other) {
        return new PayloadReader(other, patterns, maxDepth, maxBytes);
    }

    /**
     * Adds patterns of {@link DateTimeFormatter}, English names, tried in order after the ISO-like form {@code yyyy-MM-dd HH:mm[:ss[.fraction]][offset]}.
     * A pattern without a time means the start of the day.
     *
     * @throws IllegalArgumentException if a pattern is invalid
     */
    public PayloadReader withTimePatterns(String... timePatterns) {
        Stream<DateTimeFormatter> more =
                Stream.of(timePatterns).map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        return new PayloadReader(zone, Stream.concat(patterns.stream(), more).toList(), maxDepth, maxBytes);
    }

    /** Other bounds for nesting and bytes; both positive. */
    public PayloadReader withLimits(int depth, int bytes) {
        if (depth < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "depth " + depth + " and bytes " + bytes + " leave nothing to read\nGive positive bounds.");
        }
        return new PayloadReader(zone, patterns, depth, bytes);
    }

    /** Reads a document; the bytes are copied. */
    public Payload read(byte[] json) {
        return readOwned(json.length <= maxBytes ? json.clone() : json);
    }

    /** Reads a document that is already text. */
    public Payload read(String json) {
        return readOwned(json.getBytes(UTF_8));
    }

    /** Reads the body of an answer. */
    public Payload read(HttpAnswer answer) {
        return readOwned(answer.body());
    }

    private Payload readOwned(byte[] json) {
        return Payload.root(tape(json, null, 0));
    }

    Tape tape(byte[] json, @Nullable Tape outer, int outerRow) {
        if (json.length > maxBytes) {
            Tape none = new Tape(new byte[0], this, outer, outerRow);
            none.report(0, "", "has " + json.length + " bytes, more than the allowed " + maxBytes);
            return none;
        }
        Tape tape = new Tape(json, this, outer, outerRow);
        new TapeScanner(tape).scan();
        return tape;
    }

    ZoneId zone() {
        return zone;
    }

    List<DateTimeFormatter> patterns() {
        return patterns;
    }

    int maxDepth() {
        return maxDepth;
    }

    int maxValues() {
        return DEFAULT_MAX_VALUES;
    }
}
