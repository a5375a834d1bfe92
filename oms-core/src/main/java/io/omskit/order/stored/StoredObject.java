package io.omskit.order.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.omskit.fact.Revision;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One object of a stored row, read whole, in the words of {@link StoredWriter}. It knows which members were asked for:
 * {@link #end} keeps the others, which only a newer version can have written.
 *
 * <p>A member of the wrong type or a word that is not known is an {@link IllegalArgumentException} that names it; the owner
 * of the row adds which row it was. Not thread-safe.
 */
public final class StoredObject {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MANY = 12;

    private @Nullable String[] names = new @Nullable String[MANY];
    private @Nullable Object[] values = new @Nullable Object[MANY];
    private boolean[] asked = new boolean[MANY];
    private int size;
    private final StoredObject root;
    /** Of the root only: what {@link #end} found, by object. */
    private @Nullable StoredObject rest;

    private StoredObject(@Nullable StoredObject root) {
        this.root = root == null ? this : root;
    }

    /** Reads a row. */
    public static StoredObject parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            StoredObject root = new StoredObject(null);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the text is no JSON object");
            }
            root.members(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the text goes on after its end");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the text is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private void members(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            add(name, value(parser));
        }
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> {
                StoredObject object = new StoredObject(root);
                object.members(parser);
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            default -> null;
        };
    }

    private void add(String name, @Nullable Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            asked = Arrays.copyOf(asked, 2 * size);
        }
        names[size] = name;
        values[size++] = value;
    }

    private int find(String name) {
        for (int i = 0; i < size; i++) {
            if (name.equals(names[i])) {
                asked[i] = true;
                return i;
            }
        }
        return -1;
    }

    @Nullable
    Object value(String name) {
        int at = find(name);
        return at < 0 ? null : values[at];
    }

    void forEach(BiConsumer<String, @Nullable Object> action) {
        for (int i = 0; i < size; i++) {
            String name = names[i];
            if (name != null) {
                action.accept(name, values[i]);
            }
        }
    }

    /** Whether the member is there, be it an explicit null. */
    public boolean has(String name) {
        return find(name) >= 0;
    }

    /** The object is read: what nobody asked for is kept under this kind and id. */
    public void end(String kind, Object id) {
        StoredObject unasked = null;
        for (int i = 0; i < size; i++) {
            String name = names[i];
            if (!asked[i] && name != null) {
                unasked = unasked == null ? new StoredObject(root) : unasked;
                unasked.add(name, values[i]);
            }
        }
        if (unasked != null) {
            root.rest = root.rest == null ? new StoredObject(null) : root.rest;
            root.rest.add(key(kind, id), unasked);
        }
    }

    static String key(String kind, Object id) {
        return kind + "#" + (id instanceof Revision revision ? revision.hash() : id);
    }

    /** Of the whole row, after every {@link #end}: what only a newer version knows, as text for {@link StoredWriter}. */
    public @Nullable String unknown() {
        StoredObject found = root.rest;
        if (found == null) {
            return null;
        }
        StoredWriter writer = new StoredWriter(null, null);
        writer.all(found);
        return writer.end();
    }

    /** An object as a member; absent where it is not there. */
    public @Nullable StoredObject object(String name) {
        return value(name, StoredObject.class);
    }

    /** Objects in a list; none where the member is absent. */
    public List<StoredObject> objects(String name) {
        return list(name, StoredObject.class);
    }

    /** Scalars in a list; none where the member is absent. */
    public <T> List<T> list(String name, Class<T> type) {
        List<?> list = value(name, List.class);
        List<T> typed = new ArrayList<>(list == null ? 0 : list.size());
        if (list != null) {
            for (Object one : list) {
                typed.add(cast(name, one, type));
            }
        }
        return typed;
    }

    public @Nullable String text(String name) {
        return value(name, String.class);
    }

    /** A text that must be there. */
    public String required(String name) {
        return required(name, text(name));
    }

    /** The value of a member that must be there. */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("member " + name + " is absent");
        }
        return value;
    }

    public boolean flag(String name) {
        Boolean flag = value(name, Boolean.class);
        return flag != null && flag;
    }

    /** A whole number, the usual one where the member is absent. */
    public long number(String name, long usual) {
        Long number = value(name, Long.class);
        return number == null ? usual : number;
    }

    /** A whole number of the size of an index or a small count. */
    public int small(String name, int usual) {
        long number = number(name, usual);
        if (number != (int) number) {
            throw new IllegalArgumentException("member " + name + " is " + number + ", which is too large");
        }
        return (int) number;
    }

    /** The whole number that a value of a flat list is. */
    public static long whole(String name, Object value) {
        return cast(name, value, Long.class);
    }

    /** An enumerated word; absent where the member is. */
    public <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        String word = text(name);
        return word == null ? null : word(name, type, word);
    }

    /** An enumerated word, the usual one where the member is absent. */
    public <E extends Enum<E>> E word(String name, E usual) {
        E word = word(name, usual.getDeclaringClass());
        return word == null ? usual : word;
    }

    /** The constant of this name. */
    public static <E extends Enum<E>> E word(String name, Class<E> type, String word) {
        try {
            return Enum.valueOf(type, word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("member " + name + " has the word " + word + ", which is not known", e);
        }
    }

    public @Nullable Instant instant(String name) {
        Object value = value(name);
        if (value == null || value instanceof Long) {
            return value == null ? null : Instant.ofEpochMilli((Long) value);
        }
        try {
            return Instant.parse(cast(name, value, String.class));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("member " + name + " is " + value + ", which is no instant", e);
        }
    }

    /** An amount of the row's currency, or of the one that it names. */
    public @Nullable Money money(String name, @Nullable Currency currency) {
        Object value = value(name);
        return value == null ? null : money(name, value, currency);
    }

    /** The amount that a value of a flat list is. */
    public static Money money(String name, Object value, @Nullable Currency currency) {
        if (value instanceof Long minor && currency != null) {
            return Money.of(minor, currency);
        }
        String text = cast(name, value, String.class);
        int colon = colon(name, text);
        Currency own = currency(name, text, colon);
        try {
            return Money.of(Long.parseLong(text, colon + 1, text.length(), 10), own);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("member " + name + " is " + text + ", which is no amount", e);
        }
    }

    /** {@code qty} and {@code unit}. */
    public @Nullable Quantity quantity() {
        Long steps = value("qty", Long.class);
        return steps == null ? null : Quantity.of(steps, word("unit", Measure.PIECE));
    }

    /** {@code price}. */
    public @Nullable UnitPrice price(@Nullable Currency usual) {
        String text = text("price");
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        Currency currency = colon < 0 ? required("cur", usual) : currency("price", text, colon);
        try {
            return new UnitPrice(new BigDecimal(text.substring(colon + 1)), currency);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("member price is " + text + ", which is no price", e);
        }
    }

    /** {@code at}, {@code seq}, {@code map} and {@code hash}. */
    public Revision revision() {
        return new Revision(instant("at"), number("seq", 0), small("map", 1), number("hash", 0));
    }

    private static int colon(String name, String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("member " + name + " is " + text + ", which names no currency");
        }
        return colon;
    }

    private static Currency currency(String name, String text, int end) {
        return currency(name, text.substring(0, end));
    }

    /** The currency of this code. */
    public static Currency currency(String name, String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("member " + name + " has the currency " + code + ", which is none", e);
        }
    }

    private <T> @Nullable T value(String name, Class<T> type) {
        Object value = value(name);
        return value == null ? null : cast(name, value, type);
    }

    private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        String found = value == null ? "null" : value.getClass().getSimpleName();
        throw new IllegalArgumentException(
                "member " + name + " is a " + found + " where a " + type.getSimpleName() + " was written");
    }
}
