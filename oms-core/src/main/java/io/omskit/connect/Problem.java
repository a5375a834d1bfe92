package io.omskit.connect;

import static java.util.Objects.requireNonNull;

/**
 * Something in a platform's data that could not be taken over without loss: where it is and what is wrong. Problems travel with the fact they belong to;
 * they never stop good neighbors.
 *
 * @param path place in the source, for JSON a path such as {@code $.orders[0].pay_time}
 * @param problem what is wrong, without personal data and without secrets
 */
public record Problem(String path, String problem) {
    /** Refuses an empty place or an empty text. */
    public Problem {
        requireNonNull(path, "path");
        requireNonNull(problem, "problem");
        if (path.isBlank() || problem.isBlank()) {
            throw new IllegalArgumentException("problem '" + problem + "' at path '" + path
                    + "' is incomplete\nName both the place and what is wrong there.");
        }
    }

    @Override
    public String toString() {
        return path + ": " + problem;
    }
}
