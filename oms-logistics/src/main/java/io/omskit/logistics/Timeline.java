package io.omskit.logistics;

import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.TrackingFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one parcel: what each source told, the events that follow from it in the order in which
 * they happened, and where the parcel stands. Source of the rules: logistics reference 2.3.
 *
 * <p>A pure fold: any order and any repetition of the same facts gives an equal timeline. The status is computed over the
 * sorted events, never taken from what came last.
 *
 * <pre>{@code
 * Timeline parcel = Timeline.of("sf", "SF1234567890123", "").with(pushed).with(polled);
 * ShipmentStatus status = parcel.standing().status();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Timeline {
    private final String carrier;
    private final String number;
    private final String discriminator;
    private final SortedMap<String, Sightings.Told> sources;
    private final @Nullable Estimate estimate;
    private final List<TrackingEvent> events;
    private final Standing standing;

    Timeline(
            String carrier,
            String number,
            String discriminator,
            Map<String, Sightings.Told> sources,
            @Nullable Estimate estimate) {
        this.carrier = carrier;
        this.number = number;
        this.discriminator = discriminator;
        this.sources = new TreeMap<>(sources);
        this.estimate = estimate;
        List<TrackingEvent> all = Sightings.merged(carrier, sources.values());
        this.events = StatusFold.withoutRevoked(all);
        this.standing = StatusFold.of(carrier, events);
    }

    /**
     * The timeline of a parcel of which nothing is known yet.
     *
     * @param carrier the carrier id
     * @param number the tracking number
     * @param discriminator the carrier's own id or the ship date where the carrier uses numbers again, else empty
     */
    public static Timeline of(String carrier, String number, String discriminator) {
        return new Timeline(carrier, number, discriminator, Map.of(), null);
    }

    /** The timeline that starts with a fact. */
    public static Timeline of(TrackingFact fact) {
        return of(fact.carrier(), fact.number(), fact.discriminator()).with(fact);
    }

    /**
     * This timeline after one more fact. A snapshot replaces what its source told before, unless it is older than what
     * replaced it; an empty snapshot is no news, because carriers answer with an empty list where a question was not allowed.
     *
     * @throws IllegalArgumentException if the fact is about another parcel
     */
    public Timeline with(TrackingFact fact) {
        if (!fact.carrier().equals(carrier)
                || !fact.number().equals(number)
                || !fact.discriminator().equals(discriminator)) {
            throw new IllegalArgumentException("a fact about " + fact.carrier() + " " + fact.number()
                    + " was given to the timeline of " + carrier + " " + number
                    + ".\nKeep one timeline for each carrier, number and discriminator.");
        }
        Map<String, Sightings.Told> told = new TreeMap<>(sources);
        if (!fact.events().isEmpty()) {
            told.merge(fact.provenance().source(), Sightings.Told.of(fact), Sightings.Told::with);
        }
        return new Timeline(carrier, number, discriminator, told, Estimate.newer(estimate, Estimate.of(fact)));
    }

    /** The carrier id. */
    public String carrier() {
        return carrier;
    }

    /** The tracking number. */
    public String number() {
        return number;
    }

    /** Tells two uses of one number apart, else empty. */
    public String discriminator() {
        return discriminator;
    }

    /** What happened, the earliest first; events that were taken back are left out, the taking back itself stays. */
    public List<TrackingEvent> events() {
        return events;
    }

    /** Where the parcel stands. */
    public Standing standing() {
        return standing;
    }

    /** When delivery is expected, as the source that spoke last says. */
    public @Nullable Instant estimatedDelivery() {
        return estimate == null ? null : estimate.at();
    }

    /**
     * The watch flag "expired": something was heard of this parcel, nothing final, and then nothing for longer than the given
     * time. Never a status, and computed whenever it is asked for.
     */
    public boolean isExpired(Instant now, Duration patience) {
        if (events.isEmpty() || standing.status().isFinal()) {
            return false;
        }
        Instant last = events.get(events.size() - 1).at();
        return last.plus(patience).isBefore(now);
    }

    /** What each source told, by its name. */
    SortedMap<String, Sightings.Told> sources() {
        return sources;
    }

    /** The newest expectation of the delivery. */
    @Nullable
    Estimate estimate() {
        return estimate;
    }

    /** The same timeline without texts, as it is stored. */
    Timeline withoutTexts() {
        Map<String, Sightings.Told> bare = new TreeMap<>();
        sources.forEach((name, told) -> bare.put(name, told.withoutTexts()));
        return new Timeline(carrier, number, discriminator, bare, estimate);
    }

    /** Whether both say the same, whenever it was received. */
    boolean saysTheSameAs(Timeline other) {
        Timeline bare = withoutTexts();
        Timeline otherBare = other.withoutTexts();
        return Objects.equals(bare.estimatedDelivery(), otherBare.estimatedDelivery())
                && bare.contents().equals(otherBare.contents());
    }

    private List<TrackingEvent> contents() {
        return Sightings.merged(carrier, sources.values()).stream()
                .map(event -> event.toldBy(event.toldBy(), Instant.EPOCH))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timeline timeline
                && carrier.equals(timeline.carrier)
                && number.equals(timeline.number)
                && discriminator.equals(timeline.discriminator)
                && sources.equals(timeline.sources)
                && Objects.equals(estimate, timeline.estimate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(carrier, number, discriminator);
    }

    @Override
    public String toString() {
        return "Timeline[" + carrier + " " + number + " " + standing.status() + " after " + events.size() + " events]";
    }

    /**
     * Where a parcel stands.
     *
     * @param status for people and rules
     * @param since when it came to stand there; absent while nothing is known
     * @param shippedAt when the carrier took it
     * @param deliveredAt when it was delivered; stays when it comes back later
     * @param deliveredTo who took it, or where it was left
     * @param anomaly whether the carrier scanned it more than six hours after it had reached a final status
     * @param unmapped how many events have codes that nobody has mapped
     */
    public record Standing(
            ShipmentStatus status,
            @Nullable Instant since,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            @Nullable DeliveredTo deliveredTo,
            boolean anomaly,
            int unmapped) {}

    /**
     * When delivery is expected.
     *
     * @param at the expected moment
     * @param receivedAt when it was told
     */
    record Estimate(Instant at, Instant receivedAt) {
        static @Nullable Estimate of(TrackingFact fact) {
            Instant at = fact.estimatedDelivery();
            return at == null ? null : new Estimate(at, fact.provenance().receivedAt());
        }

        static @Nullable Estimate newer(@Nullable Estimate one, @Nullable Estimate other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            int byTime = one.receivedAt.compareTo(other.receivedAt);
            boolean first = byTime != 0 ? byTime > 0 : one.at.isAfter(other.at);
            return first ? one : other;
        }
    }
}
