package io.omskit.channels.file;

import io.omskit.connect.payload.Payload;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one row as an order line. A row without readable quantity or price is no line, and says why. */
final class FileLine {
    /** How much of its measure a unit word is. */
    private record Unit(Measure measure, BigDecimal factor) {}

    private static final Unit PIECE = new Unit(Measure.PIECE, BigDecimal.ONE);
    private static final Unit KILOGRAM = new Unit(Measure.KILOGRAM, BigDecimal.ONE);
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("件", PIECE),
            Map.entry("个", PIECE),
            Map.entry("只", PIECE),
            Map.entry("盒", PIECE),
            Map.entry("瓶", PIECE),
            Map.entry("袋", PIECE),
            Map.entry("套", PIECE),
            Map.entry("pc", PIECE),
            Map.entry("pcs", PIECE),
            Map.entry("piece", PIECE),
            Map.entry("pieces", PIECE),
            Map.entry("kg", KILOGRAM),
            Map.entry("千克", KILOGRAM),
            Map.entry("公斤", KILOGRAM),
            Map.entry("斤", new Unit(Measure.KILOGRAM, new BigDecimal("0.5"))),
            Map.entry("g", new Unit(Measure.KILOGRAM, new BigDecimal("0.001"))),
            Map.entry("克", new Unit(Measure.KILOGRAM, new BigDecimal("0.001"))),
            Map.entry("l", new Unit(Measure.LITER, BigDecimal.ONE)),
            Map.entry("升", new Unit(Measure.LITER, BigDecimal.ONE)),
            Map.entry("m", new Unit(Measure.METER, BigDecimal.ONE)),
            Map.entry("米", new Unit(Measure.METER, BigDecimal.ONE)));
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(\\D{0,8})");

    private final Payload row;
    private final Currency currency;

    private FileLine(Payload row, Currency currency) {
        this.row = row;
        this.currency = currency;
    }

    /**
     * The line of a row, or null where it cannot be read; the problem is then at the cell.
     *
     * @param position of the row in its order, from 1; the line's id where the file names none
     */
    static OrderFact.@Nullable Line read(Payload row, int position, Currency currency) {
        return new FileLine(row, currency).line(position);
    }

    private OrderFact.@Nullable Line line(int position) {
        Unit unit = unit();
        Quantity quantity = unit == null ? null : quantity(unit);
        UnitPrice price = unit == null ? null : price(unit);
        if (quantity == null || price == null) {
            return null;
        }
        PlatformStatus status = status();
        String code = row.get(Column.SKU.key()).text();
        return new OrderFact.Line(
                row.get(Column.LINE.key()).textOr(Integer.toString(position)),
                code,
                List.of(),
                row.get(Column.TITLE.key()).textOr(code == null ? "" : code),
                quantity,
                price,
                price.times(quantity),
                discounts(),
                null,
                Money.zero(currency),
                status,
                status == PlatformStatus.CLOSED_REFUNDED ? RefundState.REFUNDED : RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private @Nullable Unit unit() {
        Payload cell = row.get(Column.UNIT.key());
        String word = cell.isPresent() ? cell.text() : null;
        String suffix = suffix();
        if (word == null && suffix.isEmpty()) {
            return PIECE;
        }
        String used = word == null ? suffix : word;
        Unit unit = UNITS.get(used.strip().toLowerCase(Locale.ROOT));
        if (unit == null) {
            (word == null ? row.get(Column.QUANTITY.key()) : cell).problem("has an unknown unit");
        }
        return unit;
    }

    private String suffix() {
        Matcher matcher = QUANTITY.matcher(row.get(Column.QUANTITY.key()).textOr(""));
        return matcher.matches() ? matcher.group(2).strip() : "";
    }

    private @Nullable Quantity quantity(Unit unit) {
        Payload cell = row.require(Column.QUANTITY.key());
        String text = cell.text();
        if (text == null) {
            return null;
        }
        Matcher matcher = QUANTITY.matcher(text.replace(",", ""));
        if (matcher.matches()) {
            try {
                BigDecimal steps = new BigDecimal(matcher.group(1))
                        .multiply(unit.factor())
                        .movePointRight(unit.measure().digits());
                Quantity quantity = Quantity.of(steps.longValueExact(), unit.measure());
                if (quantity.isPositive()) {
                    return quantity;
                }
            } catch (ArithmeticException e) {
                // finer than the measure's smallest step; reported below like any other unreadable quantity
            }
        }
        cell.problem("is no positive quantity in " + unit.measure() + " (" + text.length()
                + " characters); pieces are whole numbers, weights name their unit");
        return null;
    }

    /** The price for one unit of the measure, whatever unit the row counts in. */
    private @Nullable UnitPrice price(Unit unit) {
        Payload cell = row.require(Column.UNIT_PRICE.key());
        Money money = cell.isPresent() ? OrderCells.amount(cell, currency) : null;
        if (money == null) {
            return null;
        }
        if (money.isNegative()) {
            cell.problem("is a negative price");
            return null;
        }
        // factors are 0.5 and 0.001, whose inverses are exact
        BigDecimal perMeasure = money.toMajor().divide(unit.factor());
        return new UnitPrice(perMeasure, currency);
    }

    private PlatformStatus status() {
        Payload cell = row.require(Column.STATUS.key());
        String text = cell.text();
        PlatformStatus status = text == null ? PlatformStatus.UNKNOWN : StatusWords.of(text);
        if (text != null && status == PlatformStatus.UNKNOWN) {
            cell.problem("is a status that nobody knows");
        }
        return status;
    }

    private List<StatedAmounts.Discount> discounts() {
        Payload cell = row.get(Column.LINE_DISCOUNT.key());
        Money discount = cell.isPresent() ? OrderCells.amount(cell, currency) : null;
        return discount == null || discount.isZero()
                ? List.of()
                : List.of(new StatedAmounts.Discount(Bearer.SELLER, discount.abs(), false));
    }
}
