package io.omskit.fulfillment.gift;

import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.RuleProblem.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * An immutable, versioned set of gift rules with their scopes compiled. Rules are tried by priority, the greater first, then
 * by id (R-8.2); the order in which they were given does not matter. Thread-safe.
 */
public final class GiftBook {
    private static final Comparator<GiftRule> ORDER =
            Comparator.comparingInt(GiftRule::priority).reversed().thenComparing(GiftRule::id);

    private final String reference;
    private final Fields<OrderView> fields;
    private final List<Entry> entries;

    private GiftBook(String reference, Fields<OrderView> fields, List<Entry> entries) {
        this.reference = reference;
        this.fields = fields;
        this.entries = entries;
    }

    /** A rule and its scope. */
    record Entry(GiftRule rule, Predicate<OrderView> scope) {}

    /** The book that gives nothing. */
    public static GiftBook none() {
        return new GiftBook("none@0", OrderFields.orders(), List.of());
    }

    /** Checks and compiles rules whose scopes read {@link OrderFields#orders()}. */
    public static Checked<GiftBook> compile(String name, String version, Collection<GiftRule> rules) {
        return compile(name, version, OrderFields.orders(), rules);
    }

    /**
     * Checks and compiles rules.
     *
     * @param name name of the book
     * @param version version of the book as a whole
     * @param fields the catalog that scopes read; a host may extend it
     * @param rules the rules in any order
     * @return the book, or all problems found in the order in which the rules would be tried
     */
    public static Checked<GiftBook> compile(
            String name, String version, Fields<OrderView> fields, Collection<GiftRule> rules) {
        List<RuleProblem> problems = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (GiftRule rule : rules.stream().sorted(ORDER).toList()) {
            Place place = Place.of("rules[" + rule.id() + "]");
            if (!ids.add(rule.id())) {
                problems.add(new RuleProblem(
                        place, "Gift rule id '" + rule.id() + "' is used twice.", "Give each rule its own id."));
            }
            Checked<Predicate<OrderView>> scope = rule.scope().compile(fields);
            for (RuleProblem problem : scope.problems()) {
                // the compiler calls every condition "when"
                String inner = problem.place().path().substring("when".length());
                problems.add(problem.withPlace(place.within("scope" + inner)));
            }
            problems.addAll(unknownHere(rule.scope(), place.within("scope")));
            Predicate<OrderView> compiled = scope.value();
            if (compiled != null) {
                entries.add(new Entry(rule, compiled));
            }
        }
        return problems.isEmpty()
                ? new Checked<>(new GiftBook(name + "@" + version, fields, List.copyOf(entries)), List.of())
                : new Checked<>(null, problems);
    }

    /**
     * What a scope asks that nobody knows where gifts are decided: the order is all that is looked at there.
     *
     * @param scope the scope of a gift rule
     * @param place its place, which the problems carry
     * @return one problem a field, by its name
     */
    public static List<RuleProblem> unknownHere(Condition scope, Place place) {
        return new TreeSet<>(OrderFields.BESIDE_THE_ORDER)
                .stream()
                        .filter(scope::reads)
                        .map(field -> new RuleProblem(
                                place,
                                "Field '" + field
                                        + "' is not known where gifts are decided: the rule would never give.",
                                "Have a review rule give the gift; a trigger names goods and categories."))
                        .toList();
    }

    /** {@return name and version in the form {@code name@version}} */
    public String reference() {
        return reference;
    }

    /** {@return the catalog that scopes read} */
    public Fields<OrderView> fields() {
        return fields;
    }

    /** {@return the rules in the order in which they are tried; unmodifiable} */
    public List<GiftRule> rules() {
        return entries.stream().map(Entry::rule).toList();
    }

    List<Entry> entries() {
        return entries;
    }

    /** {@return reference and number of rules} */
    @Override
    public String toString() {
        return "GiftBook " + reference + " (" + entries.size() + " rules)";
    }
}
