package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.connect.Problem;
import io.omskit.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place in a platform's JSON, present or absent. Walk with {@link #get}, {@link #require}, {@link #at} and {@link #items}; read with the typed methods,
 * which return null where nothing is there. Missing members, JSON null, the empty text and an empty list all mean absent. What is there and cannot be read
 * without loss is reported as a {@link Problem} with its path and reads as absent, never as a default.
 *
 * <pre>{@code
 * Payload trade = reader.read(body).at("trades_sold_get_response", "trades", "trade").items().get(0);
 * String number = trade.require("tid_str").text();
 * Money payment = trade.require("payment").money(CNY, Payload.Unit.MAJOR);
 * List<Problem> problems = trade.problems();
 * }</pre>
 *
 * <p>Messages show a value only when it cannot be personal data. Not thread-safe: reading may add problems.
 */
public final class Payload {
    /** What one unit of an amount in the payload is; every money field has its own. */
    public enum Unit {
        /** Yuan, euro, dollar: decimals of the currency follow the point. */
        MAJOR,
        /** Fen, cent: a whole number. */
        MINOR
    }

    private final Tape tape;
    /** The row on the tape, or -1 when the member is missing; then parent and name tell where it would be. */
    private final int row;

    private final @Nullable Payload parent;
    private final String name;
    /** Where the next look-up among this object's keys begins. */
    private int nextKey;

    private Payload(Tape tape, int row, @Nullable Payload parent, String name) {
        this.tape = tape;
        this.row = row;
        this.parent = parent;
        this.name = name;
        this.nextKey = row + 1;
    }

    static Payload root(Tape tape) {
        return new Payload(tape, tape.size() == 0 ? -1 : 0, null, "");
    }

    // ---- walking

    /** A member of this object, absent when there is none. A value that is no object and not empty is a problem. */
    public Payload get(String member) {
        if (row >= 0 && tape.kind(row) == Tape.OBJECT) {
            int found = tape.member(row, member, nextKey);
            if (found < 0) {
                return new Payload(tape, -1, this, member);
            }
            nextKey = tape.next(found);
            return new Payload(tape, found, null, "");
        }
        if (!isAbsent()) {
            problem("is " + tape.kindName(row) + " where an object belongs");
        }
        return new Payload(tape, -1, this, member);
    }

    /** A member that must be there; its absence is a problem. */
    public Payload require(String member) {
        Payload child = get(member);
        if (child.isAbsent() && !child.isKind(Tape.BAD)) {
            child.problem("is missing");
        }
        return child;
    }

    /** {@link #get} along several names. */
    public Payload at(String... members) {
        Payload place = this;
        for (String member : members) {
            place = place.get(member);
        }
        return place;
    }

    /**
     * The elements of this list. Absent means none, a single object or value means one. Elements that are null, unreadable or cut off are left out; the
     * latter two are problems.
     */
    public List<Payload> items() {
        if (isAbsent()) {
            return List.of();
        }
        if (tape.kind(row) != Tape.ARRAY) {
            return tape.has(row, Tape.TORN) ? List.of() : List.of(this);
        }
        List<Payload> items = new ArrayList<>();
        for (int item = row + 1; item < tape.next(row); item = tape.next(item)) {
            int kind = tape.kind(item);
            if (kind != Tape.NULL && kind != Tape.BAD && !tape.has(item, Tape.TORN)) {
                items.add(new Payload(tape, item, null, ""));
            }
        }
        return Collections.unmodifiableList(items);
    }

    /** The members of this object by name, for objects whose names are data. */
    public Map<String, Payload> members() {
        if (!isKind(Tape.OBJECT)) {
            if (!isAbsent()) {
                problem("is " + tape.kindName(row) + " where an object belongs");
            }
            return Map.of();
        }
        Map<String, Payload> members = new LinkedHashMap<>();
        for (int key = row + 1; key < tape.next(row); key = tape.next(key + 1)) {
            members.put(tape.name(key), new Payload(tape, key + 1, null, ""));
        }
        return Collections.unmodifiableMap(members);
    }

    /** The document inside this text, for platforms that put JSON into a JSON text. An object or list is taken as it is. */
    public Payload parsed() {
        if (!isKind(Tape.TEXT) || isAbsent()) {
            return this;
        }
        return root(tape.reader.tape(decoded().getBytes(UTF_8), tape, row));
    }

    // ---- asking

    /** Missing, null, an empty text, an empty list or object, or not readable at all. */
    public boolean isAbsent() {
        return row < 0 || tape.isEmpty(row);
    }

    /** The opposite of {@link #isAbsent()}. */
    public boolean isPresent() {
        return !isAbsent();
    }

    /** Says whether this is a JSON object, be it empty. */
    public boolean isObject() {
        return isKind(Tape.OBJECT);
    }

    /** Says whether this is a JSON list, be it empty. */
    public boolean isList() {
        return isKind(Tape.ARRAY);
    }

    /** False when the source broke off in here, so that something may be missing without a trace. Ask the root before a cursor moves. */
    public boolean isWhole() {
        return row >= 0 && !tape.has(row, Tape.TORN) && !isKind(Tape.BAD);
    }

    /** The JSON path of this place. */
    public String path() {
        return row >= 0 ? tape.path(row) : parent == null ? tape.path(0) : parent.path() + Tape.step(name);
    }

    /** The problems met so far at and below this place, in the order they were met. */
    public List<Problem> problems() {
        return tape.problems(anchor());
    }

    /** Adds a problem of the caller's own at this place. */
    public void problem(String text) {
        tape.report(anchor(), below(), text);
    }

    /** The source text of this place, for an archive of single orders; empty when absent. */
    public String json() {
        return row < 0 ? "" : tape.rawText(row);
    }

    // ---- reading

    /** Text as it is, a number by its digits, a boolean by its word. So ids keep all digits, whatever their size. */
    public @Nullable String text() {
        if (isAbsent()) {
            return null;
        }
        return switch (tape.kind(row)) {
            case Tape.TEXT -> nonEmpty(decoded());
            case Tape.NUMBER, Tape.TRUE, Tape.FALSE -> tape.ascii(row);
            default -> {
                problem("is " + tape.kindName(row) + " where a single value belongs");
                yield null;
            }
        };
    }

    /** {@link #text()}, or the given text when absent. */
    public String textOr(String absent) {
        String text = text();
        return text == null ? absent : text;
    }

    /** An identifier: text without surrounding blanks and quote marks, or a whole number by its digits. */
    public @Nullable String id() {
        String text = stripped();
        if (text != null && text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        if (text != null && isKind(Tape.NUMBER) && !Scalars.isWhole(text)) {
            problem("is the number " + Scalars.shown(text) + " where an id belongs");
            return null;
        }
        return text;
    }

    /** An exact decimal, from a number or a text. Numbers of more than 64 characters or with an exponent beyond 64 are problems. */
    public @Nullable BigDecimal decimal() {
        String text = stripped();
        if (text == null) {
            return null;
        }
        BigDecimal value = Decimals.parse(text);
        if (value == null) {
            problem("holds " + Scalars.shown(text) + " where a decimal number belongs");
        }
        return value;
    }

    /** A whole number, from a number or a text; {@code 600}, {@code "600"} and {@code 600.0} are the same. */
    public @Nullable Long whole() {
        long fast = fastUnits(0);
        if (fast != Long.MIN_VALUE) {
            return fast;
        }
        BigDecimal value = decimal();
        if (value == null) {
            return null;
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            problem("holds " + Scalars.shown(value.toString()) + " where a whole number belongs");
            return null;
        }
    }

    /** {@link #whole()}, or the given number when absent. */
    public long wholeOr(long absent) {
        Long value = whole();
        return value == null ? absent : value;
    }

    /** An exact amount. More decimals than the currency has are a problem unless they are zero. */
    public @Nullable Money money(Currency currency, Unit unit) {
        int digits = unit == Unit.MINOR ? 0 : Scalars.digits(currency);
        long fast = fastUnits(digits);
        if (fast != Long.MIN_VALUE) {
            return Money.of(fast, currency);
        }
        BigDecimal value = decimal();
        return value == null ? null : Scalars.money(this, value, currency, unit);
    }

    /** {@link #money}, or the given amount when absent. */
    public Money moneyOr(Money absent, Unit unit) {
        Money value = money(absent.currency(), unit);
        return value == null ? absent : value;
    }

    /** An amount in major units that the platform may send unrounded; rounded half up to the currency's minor unit. */
    public @Nullable Money roundedMoney(Currency currency) {
        BigDecimal value = decimal();
        return value == null
                ? null
                : Scalars.money(
                        this, value.setScale(Scalars.digits(currency), RoundingMode.HALF_UP), currency, Unit.MAJOR);
    }

    /** A yes or no: JSON booleans, 0 and 1, and the words true, false, yes, no, y, n in any case. */
    public @Nullable Boolean flag() {
        String text = stripped();
        if (text == null) {
            return null;
        }
        Boolean value = Scalars.flag(text);
        if (value == null) {
            problem("holds " + Scalars.shown(text) + " where yes or no belongs");
        }
        return value;
    }

    /** {@link #flag()}, or the given value when absent. */
    public boolean flagOr(boolean absent) {
        Boolean value = flag();
        return value == null ? absent : value;
    }

    /**
     * A time text. Without an offset it is in the reader's zone; where that zone has a gap or an overlap the earlier offset counts and a problem says so.
     * Zero, year 1 and 1970-01-01 mean absent.
     */
    public @Nullable Instant time() {
        String text = stripped();
        if (text == null || Times.isSentinel(text)) {
            return null;
        }
        Times.Moment moment = Times.parse(text, tape.reader.zone(), tape.reader.patterns());
        if (moment == null) {
            problem("holds " + Scalars.shown(text) + " where a time belongs");
            return null;
        }
        if (moment.choice() != null) {
            problem("holds " + Scalars.shown(text) + ", which " + moment.choice());
        }
        return moment.at();
    }

    /** A time as seconds since 1970; zero means absent, and what lies after the year 2200 is a problem, most likely milliseconds. */
    public @Nullable Instant epochSeconds() {
        return Scalars.epoch(this, 1);
    }

    /** A time as milliseconds since 1970; zero means absent. */
    public @Nullable Instant epochMillis() {
        return Scalars.epoch(this, 1000);
    }

    /**
     * A platform's code word. One that the table does not know is a problem and maps to {@code unknown}, and so does an absent one.
     *
     * @param unknown the value that stands for not known; never one that looks normal
     */
    public <E> E mapped(Map<String, E> table, E unknown) {
        String text = stripped();
        E value = text == null ? null : table.get(text);
        if (value == null && text != null) {
            problem("has the unknown value " + Scalars.shown(text));
        }
        return value == null ? unknown : value;
    }

    /** Path and kind; the content may be personal. */
    @Override
    public String toString() {
        return path() + " (" + (row < 0 ? "absent" : tape.kindName(row)) + ")";
    }

    // ---- inside

    private long fastUnits(int decimals) {
        if (!isKind(Tape.NUMBER) && !isKind(Tape.TEXT)) {
            return Long.MIN_VALUE;
        }
        return Decimals.fastUnits(tape.source, tape.start(row), tape.end(row), decimals);
    }

    private @Nullable String stripped() {
        String text = text();
        if (text == null || (text.charAt(0) > ' ' && text.charAt(text.length() - 1) > ' ')) {
            return text;
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private String decoded() {
        Texts.Decoded decoded = Texts.decode(tape, row);
        if (decoded.change() != null) {
            problem(decoded.change());
        }
        return decoded.text();
    }

    /** A text of U+0000 alone is empty only after cleaning. */
    private static @Nullable String nonEmpty(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text;
    }

    private boolean isKind(int kind) {
        return row >= 0 && tape.kind(row) == kind;
    }

    private int anchor() {
        Payload place = this;
        while (place.row < 0 && place.parent != null) {
            place = place.parent;
        }
        return Math.max(place.row, 0);
    }

    private String below() {
        return row >= 0 || parent == null ? "" : parent.below() + Tape.step(name);
    }
}
