package io.omskit.logistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.TrackingFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimelineProperties {
    @Property
    void anyOrderAndRepetitionOfTheSameFactsIsOneTimeline(
            @ForAll("deliveries") List<TrackingFact> facts, @ForAll long seed) {
        List<TrackingFact> shuffled = new ArrayList<>(facts);
        Random random = new Random(seed);
        facts.forEach(fact -> {
            if (random.nextBoolean()) {
                shuffled.add(fact);
            }
        });
        Collections.shuffle(shuffled, random);
        Timeline expected = fold(facts);
        Timeline actual = fold(shuffled);
        assertEquals(expected, actual);
        assertEquals(expected.events(), actual.events());
        assertEquals(expected.standing(), actual.standing());
    }

    @Property
    void eventsAreSortedAndEachIsThereOnce(@ForAll("deliveries") List<TrackingFact> facts) {
        Timeline timeline = fold(facts);
        assertEquals(java.util.Optional.empty(), TrackingInvariants.eventsAreSortedAndDistinct(timeline));
        assertEquals(java.util.Optional.empty(), TrackingInvariants.standingFollowsFromEvents(timeline));
    }

    @Property
    void whatIsOlderThanTheLastScanChangesTheListAndNotTheStatus(
            @ForAll("deliveries") List<TrackingFact> facts, @ForAll("harmless") TrackingFact.Event old) {
        Timeline before = fold(facts);
        Instant bound = before.events().stream()
                .filter(event ->
                        event.type().status() != null && event.type().status().isFinal())
                .map(TrackingEvent::at)
                .findFirst()
                .or(() -> before.events().stream()
                        .filter(event ->
                                event.type().status() != null && event.type().status() != ShipmentStatus.UNKNOWN)
                        .map(TrackingEvent::at)
                        .reduce((a, b) -> b))
                .orElse(Instant.MIN);
        boolean revokes = before.events().stream().anyMatch(event -> event.type() == TrackingEventType.EVENT_REVOKED);
        if (!revokes && old.at().isBefore(bound)) {
            Timeline later = before.with(Scans.fact("sf.late", 90_000, false, old));
            assertEquals(before.standing().status(), later.standing().status());
            assertEquals(before.standing().deliveredAt(), later.standing().deliveredAt());
        }
    }

    @Property
    void withoutRevocationsAndReturnsADeliveryEndsOnlyByTwoLateScans(@ForAll("deliveries") List<TrackingFact> facts) {
        Timeline timeline = fold(facts);
        boolean delivered =
                timeline.events().stream().anyMatch(event -> event.type().status() == ShipmentStatus.DELIVERED);
        boolean exempt = timeline.events().stream()
                .anyMatch(event -> event.type().isReturn()
                        || event.type() == TrackingEventType.EVENT_REVOKED
                        || event.type().status() == ShipmentStatus.LOST
                        || event.type().status() == ShipmentStatus.CANCELED);
        if (delivered && !exempt && !timeline.standing().anomaly()) {
            assertEquals(ShipmentStatus.DELIVERED, timeline.standing().status());
        }
    }

    @Property
    void storedAndReadAgainItIsTheSame(@ForAll("deliveries") List<TrackingFact> facts) {
        Timeline timeline = fold(facts);
        String json = TimelineJson.write(timeline, null, null);
        Timeline read = TimelineJson.read("sf", Scans.NUMBER, "", json);
        assertEquals(timeline.withoutTexts(), read);
        assertEquals(timeline.standing(), read.standing());
    }

    private static Timeline fold(List<TrackingFact> facts) {
        return Scans.timeline(facts.toArray(TrackingFact[]::new));
    }

    @Provide
    Arbitrary<List<TrackingFact>> deliveries() {
        Arbitrary<String> sources = Arbitraries.of("sf.push", "sf.routes", "kuaidi100.push");
        Arbitrary<TrackingFact> facts = Combinators.combine(
                        sources,
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.of(true, false),
                        events().list().ofMaxSize(5))
                .as((source, received, snapshot, events) -> Scans.fact(
                        source,
                        5_000 + received,
                        snapshot && !source.equals("sf.push"),
                        events.toArray(TrackingFact.Event[]::new)));
        return facts.list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<TrackingFact.Event> harmless() {
        return events().filter(event -> {
            TrackingEventType type = TrackingEventType.named(event.type());
            return type != TrackingEventType.EVENT_REVOKED
                    && (type.status() == null || !type.status().isFinal());
        });
    }

    private static Arbitrary<TrackingFact.Event> events() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 24 * 60 * 60),
                        Arbitraries.of(TrackingEventType.class),
                        Arbitraries.of("深圳市", "广州市", "").injectNull(0.2),
                        Arbitraries.of("甲", "乙 派送").injectNull(0.3),
                        Arbitraries.integers().between(0, 3))
                .as((second, type, place, text, sequence) -> new TrackingFact.Event(
                        Scans.NOON.plusSeconds(second / 600 * 600),
                        8 * 3600,
                        type.name(),
                        null,
                        "c-" + type.ordinal() % 9,
                        place,
                        text,
                        sequence));
    }
}
