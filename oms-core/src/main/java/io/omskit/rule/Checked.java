package io.omskit.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of loading: a value, or the problems that prevent it. Never both, never neither.
 *
 * @param value the value; null if there are problems
 * @param problems all problems found; empty if there is a value
 * @param <V> what was loaded
 */
public record Checked<V>(@Nullable V value, List<RuleProblem> problems) {
    /** Copies the list. */
    public Checked {
        problems = List.copyOf(problems);
        if ((value == null) == problems.isEmpty()) {
            throw new IllegalArgumentException("A checked result has " + problems.size() + " problems and "
                    + (value == null ? "no" : "a") + " value.\nGive either a value or at least one problem.");
        }
    }

    /** {@return true if there is a value} */
    public boolean isOk() {
        return problems.isEmpty();
    }

    /**
     * Returns the value where problems are a mistake of the caller.
     *
     * @return the value
     * @throws IllegalArgumentException if there are problems; the message lists all of them
     */
    public V orThrow() {
        V loaded = value;
        if (loaded == null) {
            throw new IllegalArgumentException(
                    problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        }
        return loaded;
    }
}
