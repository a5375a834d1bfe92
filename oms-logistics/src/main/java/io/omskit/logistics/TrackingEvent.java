package io.omskit.logistics;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import io.omskit.fact.TrackingFact;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a parcel, in the neutral model. Source: logistics reference 2.3.
 *
 * <p>The text may name a courier or whoever signed, so it is personal data: {@link #toString} leaves it out, and it is not
 * stored. {@code textKey}, 32 bits of a hash, is enough to tell two texts of one second at one place apart.
 *
 * @param at when it happened
 * @param offsetSeconds the offset of the place or of the source's convention, for printing local time
 * @param receivedAt when its source last told it
 * @param toldBy who told it, for example {@code sf.push}; the word before the first dot is the carrier or an aggregator
 * @param type what happened
 * @param reason why it went wrong, where told
 * @param revokes for {@link TrackingEventType#EVENT_REVOKED} the type that is taken back; absent means the event before it
 * @param code the source's own code
 * @param place as printed
 * @param text as printed; absent after it was stored
 * @param textKey hash of the normalized text, 0 without text
 * @param sequence position inside the source's list, growing with time
 * @param deliveredTo who took the parcel, where the event says so
 */
public record TrackingEvent(
        Instant at,
        int offsetSeconds,
        Instant receivedAt,
        List<String> toldBy,
        TrackingEventType type,
        @Nullable TrackingReason reason,
        @Nullable TrackingEventType revokes,
        String code,
        @Nullable String place,
        @Nullable String text,
        int textKey,
        int sequence,
        @Nullable DeliveredTo deliveredTo) {

    /** Order on the timeline: second, then type, then place in the list; the rest only makes the order total. */
    static final Comparator<TrackingEvent> BY_TIME = Comparator.<TrackingEvent>comparingLong(
                    event -> event.at().getEpochSecond())
            .thenComparing(TrackingEvent::type)
            .thenComparingInt(TrackingEvent::sequence)
            .thenComparing(TrackingEvent::at)
            .thenComparing(TrackingEvent::code)
            .thenComparing(event -> orEmpty(event.place()))
            .thenComparingInt(TrackingEvent::textKey)
            .thenComparing(event -> orEmpty(event.reason()))
            .thenComparing(event -> orEmpty(event.revokes()))
            .thenComparing(event -> orEmpty(event.deliveredTo()))
            .thenComparingInt(TrackingEvent::offsetSeconds)
            .thenComparing(event -> String.join(" ", event.toldBy()))
            .thenComparing(event -> orEmpty(event.text()));

    private static final int MAX_OFFSET_SECONDS = 18 * 3600;
    private static final Pattern NOISE =
            Pattern.compile("[\\s\\p{Punct}\\u3000-\\u303f\\uff01-\\uff0f\\uff1a-\\uff20]+");

    public TrackingEvent {
        requireNonNull(at, "at");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(type, "type");
        requireNonNull(code, "code");
        place = place == null || place.isBlank() ? null : place.strip();
        text = text == null || text.isBlank() ? null : text;
        toldBy = toldBy.stream().distinct().sorted().toList();
        if (toldBy.isEmpty()) {
            throw new IllegalArgumentException(
                    "a tracking event of code " + code + " was told by nobody.\nName the interface that told it.");
        }
        if (Math.abs(offsetSeconds) > MAX_OFFSET_SECONDS) {
            throw new IllegalArgumentException("a tracking event of code " + code + " has the offset " + offsetSeconds
                    + " seconds.\nGive an offset within 18 hours.");
        }
    }

    /** The event of a fact, told by the fact's source. An unknown type word is {@link TrackingEventType#UNMAPPED}. */
    static TrackingEvent of(TrackingFact fact, TrackingFact.Event event) {
        TrackingEventType type = TrackingEventType.named(event.type());
        boolean revocation = type == TrackingEventType.EVENT_REVOKED && event.reason() != null;
        TrackingEventType revoked = revocation ? TrackingEventType.named(requireNonNull(event.reason())) : null;
        return new TrackingEvent(
                event.at(),
                event.offsetSeconds(),
                fact.provenance().receivedAt(),
                List.of(fact.provenance().source()),
                type,
                TrackingReason.named(event.reason()),
                revoked == TrackingEventType.UNMAPPED ? null : revoked,
                event.code(),
                event.place(),
                event.text(),
                key(event.text()),
                event.sequence(),
                DeliveredTo.of(type, event.text()));
    }

    /** When it happened, as a clock at the place showed it. */
    public OffsetDateTime localTime() {
        return at.atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds));
    }

    /** Whether the carrier itself told it, not only an aggregator. */
    boolean isToldBy(String carrier) {
        return toldBy.stream().anyMatch(source -> source.equals(carrier) || source.startsWith(carrier + "."));
    }

    /** What makes two reports one event: second, code, place and text; carrier and number are the timeline's. */
    Identity identity() {
        return new Identity(at.getEpochSecond(), code, orEmpty(place), textKey);
    }

    /**
     * What makes two reports one event.
     *
     * @param second when
     * @param code the raw code
     * @param place as printed
     * @param textKey hash of the normalized text
     */
    record Identity(long second, String code, String place, int textKey) {}

    /** The same event, told by these sources, at this moment for the first time. */
    TrackingEvent toldBy(List<String> sources, Instant firstReceived) {
        return new TrackingEvent(
                at,
                offsetSeconds,
                firstReceived,
                sources,
                type,
                reason,
                revokes,
                code,
                place,
                text,
                textKey,
                sequence,
                deliveredTo);
    }

    /** The same event without its text, as it is stored. */
    TrackingEvent withoutText() {
        return text == null
                ? this
                : new TrackingEvent(
                        at,
                        offsetSeconds,
                        receivedAt,
                        toldBy,
                        type,
                        reason,
                        revokes,
                        code,
                        place,
                        null,
                        textKey,
                        sequence,
                        deliveredTo);
    }

    private static int key(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        String normal = NOISE.matcher(
                        Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
        return normal.isEmpty()
                ? 0
                : Hashing.murmur3_32_fixed()
                        .hashString(normal, StandardCharsets.UTF_8)
                        .asInt();
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Time, type and code; the text may name a person. */
    @Override
    public String toString() {
        return localTime() + " " + type + " " + code;
    }
}
