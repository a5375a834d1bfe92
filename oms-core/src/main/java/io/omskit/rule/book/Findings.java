package io.omskit.rule.book;

import io.omskit.rule.RuleProblem;
import io.omskit.rule.RuleProblem.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The problems found in one document; reading goes on after each, so that one load reports all of them. */
final class Findings {
    private static final Comparator<RuleProblem> BY_PLACE = Comparator.<RuleProblem>comparingInt(
                    problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final String document;
    private final List<RuleProblem> problems = new ArrayList<>();

    Findings(String document) {
        this.document = document;
    }

    Place place(Node node, String path) {
        return new Place(document, node.line(), node.column(), path);
    }

    void add(Node at, String path, String problem, String remedy) {
        add(new RuleProblem(place(at, path), problem, remedy));
    }

    void add(int line, int column, String problem, String remedy) {
        add(new RuleProblem(new Place(document, line, column, ""), problem, remedy));
    }

    void unknown(Node at, String path, String kind, String name, Collection<String> known) {
        add(RuleProblem.unknown(place(at, path), kind, name, known));
    }

    void add(RuleProblem problem) {
        problems.add(problem);
    }

    int count() {
        return problems.size();
    }

    /** All problems by line and column. */
    List<RuleProblem> sorted() {
        return problems.stream().sorted(BY_PLACE).toList();
    }
}
