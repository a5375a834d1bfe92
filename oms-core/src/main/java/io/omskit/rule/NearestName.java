package io.omskit.rule;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely meant: the one that differs in case only, else by edit distance. */
final class NearestName {
    private NearestName() {}

    /** The known name with the smallest distance, on a tie the first by text; empty if even that one is far. */
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
        return best == null || bestDistance > Math.max(2, best.length() / 2) ? Optional.empty() : Optional.of(best);
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
