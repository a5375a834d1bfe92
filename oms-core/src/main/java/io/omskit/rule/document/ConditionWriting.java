package io.omskit.rule.document;

import io.omskit.rule.Condition;
import io.omskit.rule.Condition.All;
import io.omskit.rule.Condition.AllLines;
import io.omskit.rule.Condition.Any;
import io.omskit.rule.Condition.AnyLine;
import io.omskit.rule.Condition.Between;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Contains;
import io.omskit.rule.Condition.CountLines;
import io.omskit.rule.Condition.In;
import io.omskit.rule.Condition.IsPresent;
import io.omskit.rule.Condition.Not;
import io.omskit.rule.Condition.StartsWith;
import io.omskit.rule.Condition.SumLines;
import io.omskit.rule.Literal;
import io.omskit.rule.document.DocumentWriter.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form of conditions and literals in a document; the inverse of {@link ConditionReading}. */
public final class ConditionWriting {
    private ConditionWriting() {}

    /** The form of a condition, for {@link DocumentWriter}. */
    public static Object form(Condition condition) {
        if (condition instanceof All all) {
            return all.parts().isEmpty()
                    ? ConditionReading.ALWAYS
                    : Map.of(
                            "all",
                            all.parts().stream().map(ConditionWriting::form).toList());
        }
        if (condition instanceof Any any) {
            return Map.of(
                    "any", any.parts().stream().map(ConditionWriting::form).toList());
        }
        if (condition instanceof Not not) {
            return Map.of("not", form(not.part()));
        }
        if (condition instanceof AnyLine test) {
            return members("anyLine", test.lines(), "where", form(test.where()));
        }
        if (condition instanceof AllLines test) {
            return members("allLines", test.lines(), "where", form(test.where()));
        }
        if (condition instanceof CountLines test) {
            Map<String, Object> form = members("countLines", test.lines());
            return figure(form, test.where(), test.operator(), test.count());
        }
        if (condition instanceof SumLines test) {
            Map<String, Object> form = members("sumLines", test.lines(), "of", test.field());
            return figure(form, test.where(), test.operator(), form(test.literal()));
        }
        return new Line(leaf(condition));
    }

    private static Object figure(
            Map<String, Object> form, Condition where, Condition.Operator operator, Object literal) {
        if (!where.equals(Condition.always())) {
            form.put("where", form(where));
        }
        form.put(operator.symbol(), literal);
        return form;
    }

    private static Map<String, Object> leaf(Condition leaf) {
        if (leaf instanceof Compare test) {
            return members("field", test.field(), test.operator().symbol(), form(test.literal()));
        }
        if (leaf instanceof In test) {
            List<Object> values =
                    test.literals().stream().map(ConditionWriting::form).toList();
            return members("field", test.field(), "in", values);
        }
        if (leaf instanceof Between test) {
            return members("field", test.field(), "between", List.of(form(test.low()), form(test.high())));
        }
        if (leaf instanceof Contains test) {
            return members("field", test.field(), "contains", test.text());
        }
        if (leaf instanceof StartsWith test) {
            return members("field", test.field(), "startsWith", test.text());
        }
        if (leaf instanceof IsPresent test) {
            return members("field", test.field(), "present", true);
        }
        throw new AssertionError("not a leaf: " + leaf.getClass());
    }

    private static Object form(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return text.value();
        }
        if (literal instanceof Literal.Numeric number) {
            return number.unit().isEmpty() ? number.value() : number.value() + " " + number.unit();
        }
        if (literal instanceof Literal.Cash cash) {
            return DocumentWriter.text(cash.value());
        }
        if (literal instanceof Literal.Amount amount) {
            return DocumentWriter.text(amount.value());
        }
        if (literal instanceof Literal.Moment moment) {
            return moment.value().toString();
        }
        return ((Literal.Flag) literal).value();
    }

    private static Map<String, Object> members(String name, Object value) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(name, value);
        return form;
    }

    private static Map<String, Object> members(String name, Object value, String secondName, Object second) {
        Map<String, Object> form = members(name, value);
        form.put(secondName, second);
        return form;
    }
}
