package io.omskit.logistics;

import io.omskit.value.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is true of every timeline. Checked by properties and before a timeline is stored. */
final class TrackingInvariants {
    private TrackingInvariants() {}

    /** Events stand in the order of the timeline, and no two are one event. */
    static Optional<Violation> eventsAreSortedAndDistinct(Timeline timeline) {
        List<TrackingEvent> events = timeline.events();
        Set<TrackingEvent.Identity> seen = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            boolean sorted = i == 0 || TrackingEvent.BY_TIME.compare(events.get(i - 1), events.get(i)) <= 0;
            if (!sorted || !seen.add(events.get(i).identity())) {
                return Optional.of(new Violation(
                        "T1", timeline.toString(), "event " + i + " is " + (sorted ? "there twice" : "out of order")));
            }
        }
        return Optional.empty();
    }

    /** Where the parcel stands is what the events say, and nothing else. */
    static Optional<Violation> standingFollowsFromEvents(Timeline timeline) {
        Timeline.Standing folded = StatusFold.of(timeline.carrier(), timeline.events());
        return folded.equals(timeline.standing())
                ? Optional.empty()
                : Optional.of(new Violation("T2", timeline.toString(), "its events say " + folded.status()));
    }

    /** The first invariant that is broken. */
    static Optional<Violation> check(Timeline timeline) {
        return eventsAreSortedAndDistinct(timeline).or(() -> standingFollowsFromEvents(timeline));
    }
}
