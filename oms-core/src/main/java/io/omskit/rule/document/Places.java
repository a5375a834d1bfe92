package io.omskit.rule.document;

import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.RuleProblem.Place;
import java.util.HashMap;
import java.util.Map;

/** Where the parts of one document stand, by the paths that the compiler of conditions names. Not thread-safe. */
public final class Places {
    private final Map<String, Place> places = new HashMap<>();

    /** Notes where a path stands. */
    public void put(String path, Place place) {
        places.put(path, place);
    }

    /** The noted place of a path, or of the nearest part around it. */
    public Place known(Place told) {
        String path = told.path();
        while (!path.isEmpty()) {
            Place place = places.get(path);
            if (place != null) {
                return place;
            }
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        return told;
    }

    /**
     * Compiles a condition for its problems.
     *
     * @param path where the document says that the condition is
     * @return whether there were none
     */
    public boolean check(Condition condition, Fields<?> fields, String path, Findings findings) {
        int before = findings.count();
        for (RuleProblem problem : condition.compile(fields).problems()) {
            // the compiler calls every condition "when"
            String inner = problem.place().path().substring("when".length());
            findings.add(problem.withPlace(known(Place.of(path + inner))));
        }
        return findings.count() == before;
    }
}
