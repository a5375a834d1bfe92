package io.omskit.channels.file;

import io.omskit.connect.payload.Payload;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of an order that belong to the whole of it: the first row that has one counts, another value is a problem. */
final class OrderCells {
    private static final Currency YUAN = Currency.getInstance("CNY");

    private final List<Payload> rows;

    OrderCells(List<Payload> rows) {
        this.rows = rows;
    }

    @Nullable
    String text(Column column) {
        Payload cell = cell(column);
        return cell == null ? null : cell.text();
    }

    String textOr(Column column, String absent) {
        String text = text(column);
        return text == null ? absent : text;
    }

    @Nullable
    Instant time(Column column) {
        Payload cell = cell(column);
        return cell == null ? null : cell.time();
    }

    @Nullable
    Money money(Column column, Currency currency) {
        Payload cell = cell(column);
        return cell == null ? null : amount(cell, currency);
    }

    /** Zero where the file has no such column or cell: this format has the field, an empty cell means none. */
    Money moneyOrZero(Column column, Currency currency) {
        Money money = money(column, currency);
        return money == null ? Money.zero(currency) : money;
    }

    /** A discount or refund, which some exports print negative. */
    @Nullable
    Money positive(Column column, Currency currency) {
        Money money = money(column, currency);
        return money == null ? null : money.abs();
    }

    Money positiveOrZero(Column column, Currency currency) {
        return moneyOrZero(column, currency).abs();
    }

    boolean flag(Column column, Map<String, Boolean> words) {
        Payload cell = cell(column);
        return cell != null && cell.mapped(words, false);
    }

    Currency currency() {
        Payload cell = cell(Column.CURRENCY);
        String code = cell == null ? null : cell.text();
        if (cell == null || code == null || code.equals("人民币")) {
            return YUAN;
        }
        try {
            Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // not a code of ISO 4217; reported below like one that has no minor unit
        }
        cell.problem("is no ISO 4217 currency that has a minor unit, so the amounts are read as CNY");
        return YUAN;
    }

    /** An amount as files print it: with a currency sign and commas between thousands. */
    static @Nullable Money amount(Payload cell, Currency currency) {
        String text = cell.text();
        if (text == null) {
            return null;
        }
        String bare = text.replaceAll("[¥￥$€£\\s]", "");
        if (bare.matches("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            bare = bare.replace(",", "");
        }
        try {
            return Money.parse(bare, currency);
        } catch (IllegalArgumentException | ArithmeticException e) {
            cell.problem("is no exact amount in " + currency + " (" + text.length() + " characters)");
            return null;
        }
    }

    private @Nullable Payload cell(Column column) {
        Payload first = null;
        String value = null;
        for (Payload row : rows) {
            Payload cell = row.get(column.key());
            String text = cell.isPresent() ? cell.text() : null;
            if (first == null && text != null) {
                first = cell;
                value = text;
            } else if (text != null && column != Column.STATUS && !text.equals(value)) {
                cell.problem("differs from the same order's first row, which counts");
            }
        }
        return first;
    }
}
