package io.omskit.examples.cli.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is to happen when, in the order in which it was planned where moments are equal. */
final class Agenda {
    private final TreeMap<Instant, List<Runnable>> plans = new TreeMap<>();

    void at(Instant moment, Runnable what) {
        plans.computeIfAbsent(moment, any -> new ArrayList<>()).add(what);
    }

    /** Does everything that is due; what plans something due by that is done, too. */
    void play(Instant now) {
        while (!plans.isEmpty() && !plans.firstKey().isAfter(now)) {
            plans.pollFirstEntry().getValue().forEach(Runnable::run);
        }
    }
}
