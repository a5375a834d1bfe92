package io.omskit.testkit;

import io.omskit.engine.Oms;
import io.omskit.store.StoreException;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** Somebody or something around the engine of a {@link SimWorld}. Lives on when an engine dies; its calls into an engine may fail at any time. */
public interface SimParticipant {
    /** What the log calls it. */
    String name();

    /** A new process began: registers what it needs there. Called for every process, also after a crash. */
    default void attach(Oms oms) {}

    /**
     * Does one thing. A {@link StoreException} may be left to the world: the participant is asked again later, must not
     * have forgotten what it got no answer to, and must be able to repeat it.
     *
     * @return what it did, for the log; empty for nothing
     */
    String step(Instant now, SplittableRandom random);

    /** Faults are over: does everything that it still owes at this time. Called in rounds, with time passing in between. */
    void settle();

    /** What must always be true on its side. */
    default Optional<Violation> check() {
        return Optional.empty();
    }

    /** What must be true in the end; while it is not, the world goes on settling. */
    default Optional<Violation> checkSettled() {
        return Optional.empty();
    }
}
