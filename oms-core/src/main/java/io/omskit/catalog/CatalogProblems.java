package io.omskit.catalog;

import io.omskit.connect.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with catalog files, bounded, because a file of another kind has one problem per line. */
final class CatalogProblems {
    private static final int MOST = 1_000;

    private final List<Problem> problems = new ArrayList<>();
    private int left;
    private boolean fatal;

    /** The rest of the file is of use. */
    void row(String place, String problem) {
        if (problems.size() < MOST) {
            problems.add(new Problem(place, problem));
        } else {
            left++;
        }
    }

    /** Nothing of the files can be used. */
    void fatal(String place, String problem) {
        fatal = true;
        // in front, so that the reason for keeping the old catalog is read first
        problems.add(0, new Problem(place, problem));
    }

    boolean isFatal() {
        return fatal;
    }

    List<Problem> list() {
        List<Problem> all = new ArrayList<>(problems);
        if (left > 0) {
            all.add(new Problem("catalog files", left + " more problems\nCorrect those above first."));
        }
        return List.copyOf(all);
    }
}
