package io.omskit.examples.benchmarks;

import io.omskit.examples.benchmarks.ForeignText.Dialect;
import io.omskit.rule.Condition;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import java.util.ArrayList;
import java.util.List;

/** Writes a book in the rule language of Drools: facts of the order as one pattern, lines as a pattern each. */
final class DroolsText {
    private DroolsText() {}

    static String of(RuleBook<?, ?> book) {
        StringBuilder text = new StringBuilder("package mixed;\nimport " + RuleFacts.class.getCanonicalName()
                + ";\nimport " + RuleFacts.Line.class.getCanonicalName() + ";\nglobal int[] matches;\n");
        RuleGroup[] groups = RuleGroup.values();
        for (int group = 0; group < groups.length; group++) {
            int number = 0;
            for (Rule<?> rule : book.rules()) {
                if (rule.group() == groups[group]) {
                    number++;
                    append(rule, group, number, text);
                }
            }
        }
        return text.toString();
    }

    private static void append(Rule<?> rule, int group, int number, StringBuilder text) {
        List<String> ofOrder = new ArrayList<>();
        StringBuilder ofLines = new StringBuilder();
        for (Condition part : parts(rule.scope(), rule.when())) {
            if (part instanceof Condition.AnyLine test) {
                ofLines.append("  exists(Line(")
                        .append(ForeignText.of(Dialect.DROOLS).text(test.where()))
                        .append(") from $o.lines)\n");
            } else if (part instanceof Condition.CountLines test) {
                ofLines.append("  accumulate($l: Line(")
                        .append(ForeignText.of(Dialect.DROOLS).text(test.where()))
                        .append(") from $o.lines; $n: count($l); $n ")
                        .append(test.operator().symbol() + " " + test.count())
                        .append(")\n");
            } else {
                ofOrder.add(ForeignText.of(Dialect.DROOLS).text(part));
            }
        }
        text.append("rule \"" + rule.id() + "\" salience " + -number + " activation-group \"" + rule.group() + "\"\n")
                .append(" when\n  $o: RuleFacts(" + String.join(", ", ofOrder) + ")\n")
                .append(ofLines)
                .append(" then\n  matches[" + group + "] = " + number + ";\nend\n");
    }

    private static List<Condition> parts(Condition... conditions) {
        List<Condition> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.All all) {
                parts.addAll(parts(all.parts().toArray(new Condition[0])));
            } else {
                parts.add(condition);
            }
        }
        return parts;
    }
}
