package io.omskit.rule.document;

import io.omskit.rule.Field;
import io.omskit.rule.Literal;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.document.Node.Scalar;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single values of the type that their field or parameter states; what does not fit becomes a problem. */
public final class LiteralReading {
    private static final Pattern MEASURED =
            Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?) *([^\\s0-9+.-]\\S*)");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][-+]?[0-9]{4,}");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    /** What people write where the code of the standard is wanted. */
    private static final Map<String, String> FOREIGN_CURRENCIES =
            Map.of("RMB", "CNY", "CNH", "CNY", "元", "CNY", "¥", "CNY", "￥", "CNY", "$", "USD", "€", "EUR", "£", "GBP");

    private static final Duration LONGEST_SPAN = Duration.ofDays(36_525);
    private static final int LONGEST_NUMBER = 60;
    private static final int LARGEST_SCALE = 1_000;

    private final Findings findings;

    /** Reads values of one document. */
    public LiteralReading(Findings findings) {
        this.findings = findings;
    }

    /** The value as a literal of the field, or null and a problem. */
    public @Nullable Literal literal(Field<?, ?> field, Node node, String path) {
        if (!(node instanceof Scalar scalar)) {
            findings.add(node, path, field + " cannot be compared with " + node.kind() + ".", "Give a single value.");
            return null;
        }
        return switch (field.type()) {
            case TEXT, TEXT_SET, LINES -> literal(text(scalar, "field " + field, path));
            case INTEGER, DECIMAL -> numeric(field, scalar, path);
            case MONEY -> {
                Money money = money(scalar, "Field " + field.name(), path);
                yield money == null ? null : Literal.of(money);
            }
            case QUANTITY -> {
                Quantity quantity = quantity(scalar, "Field " + field.name(), path);
                yield quantity == null ? null : Literal.of(quantity);
            }
            case INSTANT -> {
                Instant moment = instant(scalar, "Field " + field.name(), path);
                yield moment == null ? null : Literal.of(moment);
            }
            case BOOLEAN -> {
                Boolean flag = flag(scalar, "Field " + field.name(), path);
                yield flag == null ? null : Literal.of(flag.booleanValue());
            }
        };
    }

    private static @Nullable Literal literal(@Nullable String text) {
        return text == null ? null : Literal.of(text);
    }

    /** A text, or null and a problem. */
    public @Nullable String text(Node node, String what, String path) {
        if (node instanceof Scalar scalar && scalar.type() == Node.Type.TEXT) {
            return scalar.text();
        }
        String quoted = node instanceof Scalar scalar && scalar.type() != Node.Type.NOTHING
                ? "Put it in quotes: \"" + scalar.text() + "\"."
                : "Give a text.";
        findings.add(node, path, "A text is wanted for " + what + ", not " + node.kind() + ".", quoted);
        return null;
    }

    /** A truth value, or null and a problem. */
    public @Nullable Boolean flag(Node node, String what, String path) {
        if (node instanceof Scalar scalar && scalar.type() == Node.Type.TRUTH) {
            return scalar.text().equals("true");
        }
        findings.add(
                node, path, what + " is true or false, not " + shown(node) + ".", "Write true or false, unquoted.");
        return null;
    }

    private @Nullable Literal numeric(Field<?, ?> field, Scalar scalar, String path) {
        if (scalar.type() == Node.Type.NUMBER) {
            BigDecimal bare = number(scalar, scalar.text(), path);
            return bare == null ? null : Literal.of(bare, "");
        }
        Matcher measured = MEASURED.matcher(scalar.text());
        if (!measured.matches()) {
            String unit = field.unit().isEmpty() ? ", such as 3" : ", such as 90 or \"90 " + field.unit() + "\"";
            findings.add(
                    scalar,
                    path,
                    "Field " + field + " wants a number, not " + shown(scalar) + ".",
                    "Give a number" + unit + ".");
            return null;
        }
        String unit = measured.group(2);
        BigDecimal value = number(scalar, measured.group(1), path);
        if (field.unit().isEmpty()) {
            findings.add(
                    scalar,
                    path,
                    "Field " + field.name() + " has no unit, but '" + unit + "' is given.",
                    "Remove the unit.");
            return null;
        }
        if (!unit.equals(field.unit()) && !Units.namesFor(field.unit()).contains(unit)) {
            findings.unknown(scalar, path, "unit of " + field.name(), unit, Units.namesFor(field.unit()));
            return null;
        }
        return value == null ? null : converted(value, unit, field, scalar, path);
    }

    private @Nullable Literal converted(BigDecimal value, String unit, Field<?, ?> field, Scalar scalar, String path) {
        Optional<BigDecimal> converted = Units.convert(value, unit, field.unit());
        if (converted.isEmpty()) {
            findings.add(
                    scalar,
                    path,
                    scalar.text() + " is no exact number of " + field.unit() + ".",
                    "Give the value in " + field.unit() + ".");
            return null;
        }
        return Literal.of(converted.get(), field.unit());
    }

    /** An exact number; very long ones and very large exponents are refused. */
    private @Nullable BigDecimal number(Node node, String text, String path) {
        if (text.length() <= LONGEST_NUMBER && !HUGE_EXPONENT.matcher(text).find()) {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs(number.scale()) <= LARGEST_SCALE) {
                return number;
            }
        }
        findings.add(node, path, "The number is too long.", "Give at most " + LONGEST_NUMBER + " digits.");
        return null;
    }

    /** A whole number between limits. */
    public @Nullable Long integer(Node node, String what, long least, long most, String path) {
        if (node instanceof Scalar scalar
                && scalar.type() == Node.Type.NUMBER
                && scalar.text().matches("-?[0-9]+")) {
            BigDecimal number = number(scalar, scalar.text(), path);
            if (number == null) {
                return null;
            }
            if (number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return number.longValueExact();
            }
            String remedy = most == Long.MAX_VALUE
                    ? "Give " + least + " or more."
                    : "Give a number from " + least + " to " + most + ".";
            findings.add(scalar, path, what + " is " + scalar.text() + ".", remedy);
            return null;
        }
        findings.add(
                node, path, what + " is a whole number, not " + shown(node) + ".", "Give it without quotes and unit.");
        return null;
    }

    /** An amount such as {@code 12.50 CNY} or {@code CNY 12.50}. */
    public @Nullable Money money(Node node, String what, String path) {
        String text = node instanceof Scalar scalar ? scalar.text().strip() : "";
        int space = text.indexOf(' ');
        String first = space < 0 ? text : text.substring(0, space);
        String second = space < 0 ? "" : text.substring(space).strip();
        boolean codeFirst = !first.isEmpty() && Character.isLetter(first.charAt(0));
        String amount = codeFirst ? second : first;
        if (second.isEmpty() || amount.length() > LONGEST_NUMBER) {
            findings.add(
                    node,
                    path,
                    what + " is an amount of money, not " + shown(node) + ".",
                    "Give amount and currency, such as 12.50 CNY.");
            return null;
        }
        String code = codeFirst ? first : second;
        if (!CURRENCIES.contains(code)) {
            unknownCurrency(node, code, path);
            return null;
        }
        try {
            return Money.parse(amount, Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            refused(node, path, e, "Give a plain decimal with no more places than the currency has.");
            return null;
        }
    }

    private void unknownCurrency(Node node, String code, String path) {
        String meant = FOREIGN_CURRENCIES.get(code);
        if (meant == null) {
            findings.unknown(node, path, "currency", code, CURRENCIES);
        } else {
            findings.add(new RuleProblem(
                    findings.place(node, path),
                    "Unknown currency '" + code + "'.",
                    "Write '" + meant + "', such as 12.50 " + meant + ".",
                    meant));
        }
    }

    /** A quantity of goods such as {@code 3 pieces} or {@code 1.5 kg}, or null and a problem. */
    public @Nullable Quantity quantity(Node node, String what, String path) {
        Matcher measured = MEASURED.matcher(node instanceof Scalar scalar ? scalar.text() : "");
        if (!measured.matches()) {
            findings.add(
                    node,
                    path,
                    what + " is a quantity, not " + shown(node) + ".",
                    "Give number and unit, such as 3 pieces or 1.5 kg.");
            return null;
        }
        String unit = measured.group(2);
        Optional<Measure> measure = Units.measureOf(unit);
        if (measure.isEmpty()) {
            findings.unknown(node, path, "unit of goods", unit, Units.ofGoods());
            return null;
        }
        BigDecimal value = number(node, measured.group(1), path);
        if (value == null) {
            return null;
        }
        Optional<BigDecimal> converted = Units.convert(value, unit, Units.unitOf(measure.get()));
        try {
            return Quantity.parse(converted.orElse(value).stripTrailingZeros().toPlainString(), measure.get());
        } catch (IllegalArgumentException e) {
            refused(node, path, e, "Give a plain decimal with no more places than the measure has.");
            return null;
        }
    }

    /** A moment, or null and a problem. */
    public @Nullable Instant instant(Node node, String what, String path) {
        try {
            return Instant.parse(node instanceof Scalar scalar ? scalar.text() : "");
        } catch (DateTimeParseException e) {
            boolean formed = node instanceof Scalar scalar
                    && MOMENT.matcher(scalar.text()).matches();
            findings.add(
                    node,
                    path,
                    what + " is a moment, not " + shown(node) + (formed ? ", which no calendar has." : "."),
                    "Give an ISO moment with offset, such as 2026-11-11T00:00:00+08:00.");
            return null;
        }
    }

    /** A time span such as {@code 90 minutes}, {@code 2 d} or {@code PT36H}, not negative. */
    public @Nullable Duration duration(Node node, String what, String path) {
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        Matcher measured = MEASURED.matcher(text);
        List<String> units = Units.namesOf(Units.Dimension.TIME);
        if (measured.matches() && !units.contains(measured.group(2))) {
            findings.unknown(node, path, "unit of time", measured.group(2), units);
            return null;
        }
        Duration span = measured.matches() ? span(measured) : isoSpan(text);
        if (span != null && span.compareTo(LONGEST_SPAN) > 0) {
            findings.add(
                    node,
                    path,
                    what + " is longer than a hundred years: " + shown(node) + ".",
                    "Give a span of at most " + LONGEST_SPAN.toDays() + " days.");
            return null;
        }
        if (span == null || span.isNegative()) {
            findings.add(
                    node,
                    path,
                    what + " is a time span that is not negative, not " + shown(node) + ".",
                    "Give a span such as 90 minutes, 2 days or PT36H.");
            return null;
        }
        return span;
    }

    private static @Nullable Duration span(Matcher measured) {
        try {
            return Units.convert(new BigDecimal(measured.group(1)), measured.group(2), "seconds")
                    .map(seconds -> Duration.ofSeconds(seconds.longValueExact()))
                    .orElse(null);
        } catch (ArithmeticException fractionOrTooLong) {
            return null;
        }
    }

    private static @Nullable Duration isoSpan(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Takes over what the value itself says is wrong, and on further lines what to do unless that is given here. */
    public void refused(Node node, String path, IllegalArgumentException refusal, String remedy) {
        List<String> lines = String.valueOf(refusal.getMessage()).lines().toList();
        String told = lines.size() > 1 ? String.join(" ", lines.subList(1, lines.size())) : "Correct the value.";
        findings.add(
                node, path, lines.isEmpty() ? "The value is refused." : lines.get(0), remedy.isEmpty() ? told : remedy);
    }

    private static String shown(Node node) {
        return node instanceof Scalar scalar
                        && scalar.type() != Node.Type.NOTHING
                        && scalar.text().length() <= LONGEST_NUMBER
                ? node.kind() + " '" + scalar.text() + "'"
                : node.kind();
    }
}
