package io.omskit.order.stored;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.omskit.fact.Revision;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one stored row. Every method takes the name of a member and leaves it out where its value is absent or usual.
 *
 * <p>Money is whole minor units of the row's currency, in another one text such as {@code "EUR:250"}. Instants are
 * milliseconds, ISO text where they are finer or beyond reach. Not thread-safe; used for one row.
 */
public final class StoredWriter {
    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Further than any calendar of commerce, and safely within 64 bits of milliseconds. */
    static final long FURTHEST_SECOND = 1L << 50;

    private final StringBuilder out = new StringBuilder(1024);
    private final @Nullable Currency currency;
    private final @Nullable StoredObject unknown;

    /** Writes an object of a list. */
    @FunctionalInterface
    public interface Entry<T> {
        /** Writes the members of the entry at this position. */
        void write(int position, T entry);
    }

    /**
     * Opens a row.
     *
     * @param currency in which money is plain numbers, absent where all money names its own
     * @param unknown what {@link StoredObject#unknown()} told when the row was read
     */
    public StoredWriter(@Nullable Currency currency, @Nullable String unknown) {
        this.currency = currency;
        this.unknown = unknown == null ? null : StoredObject.parse(unknown);
        out.append('{');
    }

    /** Closes the row. */
    public String end() {
        return out.append('}').toString();
    }

    /** An object as a member. */
    public void object(String name, Runnable members) {
        name(name);
        out.append('{');
        members.run();
        out.append('}');
    }

    /** Objects in a list; an empty list is left out. */
    public <T> void objects(String name, Collection<T> entries, Entry<T> entry) {
        if (!entries.isEmpty()) {
            allObjects(name, entries, entry);
        }
    }

    /** Objects in a list, also where there are none. */
    public <T> void allObjects(String name, Collection<T> entries, Entry<T> entry) {
        name(name);
        out.append('[');
        int position = 0;
        for (T one : entries) {
            comma();
            out.append('{');
            entry.write(position++, one);
            out.append('}');
        }
        out.append(']');
    }

    /** Texts, whole numbers and truths in a list; an empty list is left out. */
    public void values(String name, List<?> values) {
        if (!values.isEmpty()) {
            allValues(name, values);
        }
    }

    /** The parts of every entry one after the other in one list; an empty list is left out. */
    public <T> void values(String name, Collection<T> entries, Function<T, List<?>> parts) {
        if (!entries.isEmpty()) {
            List<Object> flat = new ArrayList<>();
            entries.forEach(entry -> flat.addAll(parts.apply(entry)));
            allValues(name, flat);
        }
    }

    /** Texts, whole numbers and truths in a list, also where there are none. */
    public void allValues(String name, List<?> values) {
        name(name);
        value(values);
    }

    public void text(String name, @Nullable String text) {
        if (text != null) {
            name(name);
            quoted(text);
        }
    }

    /** An enumerated word, left out where it is the usual one. */
    public void word(String name, @Nullable Enum<?> word, @Nullable Enum<?> usual) {
        if (word != null && word != usual) {
            name(name);
            out.append('"').append(word.name()).append('"');
        }
    }

    /** True, or nothing. */
    public void flag(String name, boolean flag) {
        if (flag) {
            name(name);
            out.append(true);
        }
    }

    /** A whole number, left out where it is the usual one. */
    public void number(String name, long number, long usual) {
        if (number != usual) {
            name(name);
            out.append(number);
        }
    }

    public void instant(String name, @Nullable Instant instant) {
        if (instant == null) {
            return;
        }
        name(name);
        if (instant.getNano() % NANOS_PER_MILLI == 0 && Math.abs(instant.getEpochSecond()) < FURTHEST_SECOND) {
            out.append(instant.toEpochMilli());
        } else {
            quoted(instant.toString());
        }
    }

    /** An instant that is the same elsewhere in the row is left out; then an absent one is an explicit null. */
    public void instantUnless(@Nullable Instant same, String name, @Nullable Instant instant) {
        if (instant == null && same != null) {
            nothing(name);
        } else if (instant != null && !instant.equals(same)) {
            instant(name, instant);
        }
    }

    public void money(String name, @Nullable Money money) {
        if (money != null) {
            name(name);
            value(plain(money));
        }
    }

    /** Money that is the same elsewhere in the row is left out; then an absent amount is an explicit null. */
    public void moneyUnless(@Nullable Money same, String name, @Nullable Money money) {
        if (money == null && same != null) {
            nothing(name);
        } else if (money != null && !money.equals(same)) {
            money(name, money);
        }
    }

    /** The amount as a value of a flat list. */
    public Object plain(Money money) {
        return money.currency().equals(currency)
                ? (Object) money.minor()
                : money.currency().getCurrencyCode() + ":" + money.minor();
    }

    /** {@code qty} in steps, and {@code unit} unless pieces are counted. */
    public void quantity(@Nullable Quantity quantity) {
        if (quantity != null) {
            name("qty");
            out.append(quantity.steps());
            word("unit", quantity.measure(), Measure.PIECE);
        }
    }

    /** {@code price} as decimal text; left out where it is the same as what amount and quantity give. */
    public void price(@Nullable UnitPrice price, @Nullable UnitPrice same) {
        if (price == null && same != null) {
            nothing("price");
        } else if (price != null && !price.equals(same)) {
            boolean usual = price.currency().equals(currency);
            String amount = price.amount().toPlainString();
            text("price", usual ? amount : price.currency().getCurrencyCode() + ":" + amount);
        }
    }

    /** The price of a piece where the amount is a whole number of minor units for each; absent otherwise. */
    public static @Nullable UnitPrice evenPrice(Money amount, Quantity quantity) {
        if (quantity.isWeighed() || quantity.isZero() || amount.minor() % quantity.steps() != 0) {
            return null;
        }
        Currency of = amount.currency();
        return new UnitPrice(BigDecimal.valueOf(amount.minor() / quantity.steps(), of.getDefaultFractionDigits()), of);
    }

    /** {@code at}, {@code seq}, {@code map} (unless 1) and {@code hash}. */
    public void revision(Revision revision) {
        instant("at", revision.modifiedAt());
        number("seq", revision.sequence(), 0);
        number("map", revision.mapper(), 1);
        number("hash", revision.hash(), 0);
    }

    /** What a newer version has added to this object. */
    public void unknown(String kind, Object id) {
        if (unknown != null && unknown.value(StoredObject.key(kind, id)) instanceof StoredObject rest) {
            all(rest);
        }
    }

    void all(StoredObject object) {
        object.forEach((name, value) -> {
            comma();
            quoted(name);
            out.append(':');
            value(value);
        });
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            quoted(text);
        } else if (value instanceof Enum<?> word) {
            quoted(word.name());
        } else if (value instanceof StoredObject object) {
            out.append('{');
            all(object);
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (Object one : list) {
                comma();
                value(one);
            }
            out.append(']');
        } else {
            out.append(value);
        }
    }

    private void nothing(String name) {
        name(name);
        out.append("null");
    }

    /** A name of ours, which needs no escape. */
    private void name(String name) {
        comma();
        out.append('"').append(name).append("\":");
    }

    private void comma() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[') {
            out.append(',');
        }
    }

    private void quoted(String text) {
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            QUOTES.quoteAsString(text, out);
        }
        out.append('"');
    }

    /** Whether nothing in it needs an escape, as in nearly every text; finding out costs less than escaping does. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
