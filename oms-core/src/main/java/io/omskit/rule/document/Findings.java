package io.omskit.rule.document;

import io.omskit.rule.RuleProblem;
import io.omskit.rule.RuleProblem.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The problems found in one document; reading goes on after each, so that one load reports all of them. */
public final class Findings {
    private static final Comparator<RuleProblem> BY_PLACE = Comparator.<RuleProblem>comparingInt(
                    problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final String document;
    private final List<RuleProblem> problems = new ArrayList<>();

    /** Starts without a problem. */
    public Findings(String document) {
        this.document = document;
    }

    /** Where a node stands. */
    public Place place(Node node, String path) {
        return new Place(document, node.line(), node.column(), path);
    }

    /** Adds a problem of a node. */
    public void add(Node at, String path, String problem, String remedy) {
        add(new RuleProblem(place(at, path), problem, remedy));
    }

    /** Adds a problem of a place that no node stands at. */
    public void add(int line, int column, String problem, String remedy) {
        add(new RuleProblem(new Place(document, line, column, ""), problem, remedy));
    }

    /** Adds that a name is not known, with the nearest known one. */
    public void unknown(Node at, String path, String kind, String name, Collection<String> known) {
        add(RuleProblem.unknown(place(at, path), kind, name, known));
    }

    /** Adds a problem. */
    public void add(RuleProblem problem) {
        problems.add(problem);
    }

    /** How many problems were found so far. */
    public int count() {
        return problems.size();
    }

    /** All problems by line and column. */
    public List<RuleProblem> sorted() {
        return problems.stream().sorted(BY_PLACE).toList();
    }
}
