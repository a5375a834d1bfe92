package io.omskit.engine.edge;

import io.omskit.connect.Problem;
import io.omskit.fact.Fact;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.util.List;

/**
 * Reads the payloads of one source into facts. Pure: the same bytes give the same facts under one {@link #version}, today
 * and when the archive is replayed.
 *
 * <p>Never throws for bad input: what cannot be read is a problem, and what can be read is not lost by it. Implementations
 * are safe for several threads.
 */
public interface FactMapper {
    /** The id that messages name, usually the platform id. */
    String id();

    /** Grows with every change of the code that may change a fact; goes into {@link io.omskit.fact.Revision#mapper}. */
    int version();

    /**
     * Texts that this source's payloads have much in common with, such as the names of their members with the most frequent
     * ones last; archived payloads are packed with the first one, which makes them smaller and quicker to pack. None where
     * nothing is given.
     *
     * <p>A text that was ever given stays in the list and never changes, for without it what was packed with it cannot be read:
     * a better one is put in front. Only the last 32,768 bytes count.
     */
    default List<String> vocabularies() {
        return List.of();
    }

    /**
     * Reads one payload.
     *
     * @param api what the source calls its form
     * @param shop the shop it belongs to
     * @param payload the bytes as they came
     * @param receivedAt when they came
     */
    Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt);

    /**
     * What a payload says.
     *
     * @param facts the facts, each complete in itself
     * @param problems what could not be read and belongs to no fact
     */
    record Mapped(List<Fact> facts, List<Problem> problems) {
        public Mapped {
            facts = List.copyOf(facts);
            problems = List.copyOf(problems);
        }
    }
}
