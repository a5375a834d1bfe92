package io.omskit.rule;

import io.omskit.rule.Condition.Operator;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The meaning of conditions written a second time, slowly: values as objects, numbers as decimals, no compilation. */
final class NaiveConditions {
    private NaiveConditions() {}

    static boolean holds(Condition condition, Map<String, Object> values) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(part, values));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, values));
        }
        if (condition instanceof Condition.Not not) {
            return !holds(not.part(), values);
        }
        if (condition instanceof Condition.IsPresent test) {
            return values.containsKey(test.field());
        }
        if (condition instanceof Condition.Compare test) {
            return relates(values.get(test.field()), test.operator(), test.literal());
        }
        if (condition instanceof Condition.In test) {
            return test.literals().stream().anyMatch(literal -> isOrHas(values.get(test.field()), literal));
        }
        if (condition instanceof Condition.Between test) {
            return relates(values.get(test.field()), Operator.GREATER_OR_EQUAL, test.low())
                    && relates(values.get(test.field()), Operator.LESS_OR_EQUAL, test.high());
        }
        if (condition instanceof Condition.Contains test) {
            Object value = values.get(test.field());
            return value instanceof Set<?> set
                    ? set.contains(test.text())
                    : value != null && ((String) value).contains(test.text());
        }
        if (condition instanceof Condition.StartsWith test) {
            return values.get(test.field()) instanceof String text && text.startsWith(test.text());
        }
        return overLines(condition, values);
    }

    static boolean isSpan(Literal low, Literal high) {
        return tag(plain(low)).equals(tag(plain(high))) && compare(plain(low), plain(high)) <= 0;
    }

    private static boolean overLines(Condition condition, Map<String, Object> values) {
        if (condition instanceof Condition.AnyLine test) {
            List<Sale.Part> parts = Sale.parts(values.get(test.lines()));
            return parts != null && parts.stream().anyMatch(satisfies(test.where()));
        }
        if (condition instanceof Condition.AllLines test) {
            List<Sale.Part> parts = Sale.parts(values.get(test.lines()));
            return parts != null && parts.stream().allMatch(satisfies(test.where()));
        }
        if (condition instanceof Condition.CountLines test) {
            List<Sale.Part> parts = Sale.parts(values.get(test.lines()));
            return parts != null
                    && relates(
                            parts.stream().filter(satisfies(test.where())).count(),
                            test.operator(),
                            Literal.of(test.count()));
        }
        Condition.SumLines test = (Condition.SumLines) condition;
        List<Sale.Part> parts = Sale.parts(values.get(test.lines()));
        if (parts == null) {
            return false;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Sale.Part part : parts.stream().filter(satisfies(test.where())).toList()) {
            Object value = part.get(test.field());
            if (value == null || !tag(value).equals(tag(plain(test.literal())))) {
                return false;
            }
            sum = sum.add(number(value));
        }
        return accepts(test.operator(), sum.compareTo(number(plain(test.literal()))));
    }

    private static Predicate<Sale.Part> satisfies(Condition where) {
        return part -> holds(where, part.values());
    }

    private static boolean isOrHas(Object value, Literal literal) {
        return value instanceof Set<?> set ? set.contains(plain(literal)) : relates(value, Operator.EQUAL, literal);
    }

    private static boolean relates(Object value, Operator operator, Literal literal) {
        Object other = plain(literal);
        return value != null && tag(value).equals(tag(other)) && accepts(operator, compare(value, other));
    }

    private static boolean accepts(Operator operator, int sign) {
        return switch (operator) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign < 0 || sign == 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign > 0 || sign == 0;
        };
    }

    private static int compare(Object left, Object right) {
        if (left instanceof String || left instanceof Boolean) {
            return left.equals(right) ? 0 : 1;
        }
        return left instanceof Instant moment
                ? moment.compareTo((Instant) right)
                : number(left).compareTo(number(right));
    }

    private static Object tag(Object value) {
        if (value instanceof Money money) {
            return money.currency();
        }
        return value instanceof Quantity quantity ? quantity.measure() : "";
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Money money) {
            return BigDecimal.valueOf(money.minor());
        }
        if (value instanceof Quantity quantity) {
            return BigDecimal.valueOf(quantity.steps());
        }
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }

    private static Object plain(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return text.value();
        }
        if (literal instanceof Literal.Numeric number) {
            return number.value();
        }
        if (literal instanceof Literal.Cash cash) {
            return cash.value();
        }
        if (literal instanceof Literal.Amount amount) {
            return amount.value();
        }
        return literal instanceof Literal.Moment moment ? moment.value() : ((Literal.Flag) literal).value();
    }
}
