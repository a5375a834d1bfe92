package io.omskit.rule;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule book or a condition cannot be loaded.
 *
 * @param place where it stands
 * @param problem what is wrong, with names and values
 * @param remedy what to do about it
 * @param nearest the known name that an unknown one most likely meant; absent where nothing is near
 */
public record RuleProblem(
        Place place,
        String problem,
        String remedy,
        @Nullable String nearest) {
    /** A problem that no known name could mend. */
    public RuleProblem(Place place, String problem, String remedy) {
        this(place, problem, remedy, null);
    }

    /**
     * The problem that a name is not known, with the nearest known one.
     *
     * @param place where the name stands
     * @param kind what it should name, such as {@code operator}
     * @param name the unknown name
     * @param known all names that are known there
     * @return the problem
     */
    public static RuleProblem unknown(Place place, String kind, String name, Collection<String> known) {
        return new RuleProblem(
                place,
                "Unknown " + kind + " '" + name + "'.",
                NearestName.advice(name, known),
                NearestName.find(name, known).orElse(null));
    }

    /**
     * The same problem at a better known place; a loader turns the path into line and column with it.
     *
     * @param better the place
     * @return a copy
     */
    public RuleProblem withPlace(Place better) {
        return new RuleProblem(better, problem, remedy, nearest);
    }

    /** {@return place and problem, and on a new line the remedy} */
    @Override
    public String toString() {
        return place + ": " + problem + "\n" + remedy;
    }

    /**
     * A place in a source document. Rules that are made in code have a path only.
     *
     * @param document name of the document; empty if there is none
     * @param line line from 1; 0 if unknown
     * @param column column from 1; 0 if unknown
     * @param path path of the element, such as {@code when.all[2].field}
     */
    public record Place(String document, int line, int column, String path) {
        /** Refuses negative positions. */
        public Place {
            if (line < 0 || column < 0) {
                throw new IllegalArgumentException("Place of '" + path + "' has line " + line + " and column " + column
                        + ".\nCount both from 1, or give 0 where they are unknown.");
            }
        }

        /**
         * Makes a place of which only the path is known.
         *
         * @param path path of the element
         * @return the place
         */
        public static Place of(String path) {
            return new Place("", 0, 0, path);
        }

        /**
         * The place of a part of the element.
         *
         * @param part name of the part; an index is written {@code [2]}
         * @return document, line and column as here, with the longer path
         */
        public Place within(String part) {
            String separator = path.isEmpty() || part.startsWith("[") ? "" : ".";
            return new Place(document, line, column, path + separator + part);
        }

        /** {@return document, line, column and path, as far as known} */
        @Override
        public String toString() {
            String position = line == 0 ? document : document + ":" + line + (column == 0 ? "" : ":" + column);
            if (position.isEmpty()) {
                return path;
            }
            return path.isEmpty() ? position : position + " (" + path + ")";
        }
    }

    /** Finds the known name that a mistyped one most likely meant: the one that differs in case only, else by edit distance. */
    static final class NearestName {
        private NearestName() {}

        /** The known name with the smallest distance, on a tie the first by text; empty if it shares less than half of it. */
        static Optional<String> find(String name, Collection<String> known) {
            String best = null;
            int bestDistance = Integer.MAX_VALUE;
            for (String candidate : known) {
                int distance = candidate.equalsIgnoreCase(name) ? 0 : distance(name, candidate);
                if (best == null
                        || distance < bestDistance
                        || (distance == bestDistance && candidate.compareTo(best) < 0)) {
                    best = candidate;
                    bestDistance = distance;
                }
            }
            return best == null || bestDistance > Math.max(name.length(), best.length()) / 2
                    ? Optional.empty()
                    : Optional.of(best);
        }

        /** A sentence that tells what to do about an unknown name. */
        static String advice(String name, Collection<String> known) {
            return find(name, known)
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElseGet(() -> known.isEmpty()
                            ? "The catalog is empty; add the field to it."
                            : "Known names: "
                                    + String.join(", ", known.stream().sorted().toList()) + ".");
        }

        /** Levenshtein distance: insertions, deletions and replacements of single characters. */
        static int distance(String left, String right) {
            int[] previous = new int[right.length() + 1];
            int[] current = new int[right.length() + 1];
            for (int j = 0; j < previous.length; j++) {
                previous[j] = j;
            }
            for (int i = 1; i <= left.length(); i++) {
                current[0] = i;
                for (int j = 1; j <= right.length(); j++) {
                    int replace = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                    current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
                }
                int[] swap = previous;
                previous = current;
                current = swap;
            }
            return previous[right.length()];
        }
    }
}
