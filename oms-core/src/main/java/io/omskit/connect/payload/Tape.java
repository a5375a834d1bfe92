package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.connect.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed document as rows of four ints over the source bytes: kind and flags, start, end, and a fourth that is the row after the subtree for a
 * container and the name's hash for a key. A member is its key row followed by its value's rows. Nothing is decoded before it is asked for.
 */
final class Tape {
    static final int OBJECT = 1;
    static final int ARRAY = 2;
    static final int TEXT = 3;
    static final int NUMBER = 4;
    static final int TRUE = 5;
    static final int FALSE = 6;
    static final int NULL = 7;
    static final int KEY = 8;
    /** A scalar that is no JSON; its problem is already reported. */
    static final int BAD = 9;

    static final int ESCAPED = 16;
    static final int NON_ASCII = 32;
    /** The source broke off or lost its structure inside this container. */
    static final int TORN = 64;
    /** A member name occurs more than once; the last one counts. */
    static final int REPEATED = 128;

    private static final int KIND = 15;
    private static final int MAX_FAULTS = 10_000;

    /** A problem before its path is worked out: most documents have none, so paths cost nothing until asked for. */
    private record Fault(int row, String below, String text) {}

    /** For each row the row of its container and, in lists, its position. */
    private static final class Places {
        private final int[] containers;
        private final int[] positions;

        Places(int size) {
            containers = new int[size];
            positions = new int[size];
        }
    }

    final byte[] source;
    final PayloadReader reader;
    private final String base;
    private final @Nullable Tape outer;
    private final int outerRow;
    private final Set<Fault> faults = new LinkedHashSet<>();
    private boolean faultsLeftOut;
    private int[] rows;
    private int size;
    private @Nullable Places places;

    /** A document of its own, or, with an outer tape, one that stood as text inside another; its problems show in both. */
    Tape(byte[] source, PayloadReader reader, @Nullable Tape outer, int outerRow) {
        this.source = source;
        this.reader = reader;
        this.outer = outer;
        this.outerRow = outerRow;
        this.base = outer == null ? "$" : outer.path(outerRow);
        this.rows = new int[Math.max(64, (int) Math.min(source.length / 2L, 1 << 22) & ~3)];
    }

    int size() {
        return size;
    }

    int kind(int row) {
        return rows[row << 2] & KIND;
    }

    boolean has(int row, int flag) {
        return (rows[row << 2] & flag) != 0;
    }

    int start(int row) {
        return rows[(row << 2) + 1];
    }

    int end(int row) {
        return rows[(row << 2) + 2];
    }

    int hash(int keyRow) {
        return rows[(keyRow << 2) + 3];
    }

    /** Null, unreadable, an empty text or an empty container. */
    boolean isEmpty(int row) {
        return switch (kind(row)) {
            case NULL, BAD -> true;
            case TEXT -> start(row) == end(row);
            case ARRAY, OBJECT -> next(row) == row + 1;
            default -> false;
        };
    }

    /** What a value is, for messages. */
    String kindName(int row) {
        return switch (kind(row)) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
            default -> "unreadable";
        };
    }

    /** The row after a value and everything in it. */
    int next(int row) {
        int kind = kind(row);
        return kind == OBJECT || kind == ARRAY ? rows[(row << 2) + 3] : row + 1;
    }

    int add(int kindAndFlags, int start, int end, int fourth) {
        int at = size << 2;
        if (at + 4 > rows.length) {
            rows = Arrays.copyOf(rows, rows.length + (rows.length >> 1 & ~3) + 64);
        }
        rows[at] = kindAndFlags;
        rows[at + 1] = start;
        rows[at + 2] = end;
        rows[at + 3] = fourth;
        return size++;
    }

    void mark(int row, int flag) {
        rows[row << 2] |= flag;
    }

    void close(int row, int end) {
        rows[(row << 2) + 2] = end;
        rows[(row << 2) + 3] = size;
    }

    /** Takes back a key whose value never came. */
    void dropLast() {
        size--;
    }

    /**
     * The value row of a member, or -1; of repeated names the last.
     *
     * @param hint key row to begin with: readers mostly ask in the order of the source, so the next member is often the right one
     */
    int member(int object, String name, int hint) {
        int hash = name.hashCode();
        int end = next(object);
        if (has(object, REPEATED)) {
            int found = -1;
            for (int at = find(object + 1, end, hash, name); at >= 0; at = find(next(at), end, hash, name)) {
                found = at;
            }
            return found;
        }
        int found = find(hint, end, hash, name);
        return found >= 0 ? found : find(object + 1, hint, hash, name);
    }

    /** The value row of the first member of that name among the keys from one row to another, or -1. */
    private int find(int from, int to, int hash, String name) {
        for (int key = from; key < to; key = next(key + 1)) {
            if (hash(key) == hash && isNamed(key, name)) {
                return key + 1;
            }
        }
        return -1;
    }

    String name(int keyRow) {
        return Texts.decode(this, keyRow).text();
    }

    boolean sameName(int keyRow, int otherKeyRow) {
        return Arrays.equals(source, start(keyRow), end(keyRow), source, start(otherKeyRow), end(otherKeyRow))
                || ((has(keyRow, ESCAPED) || has(otherKeyRow, ESCAPED))
                        && name(keyRow).equals(name(otherKeyRow)));
    }

    private boolean isNamed(int keyRow, String name) {
        if (has(keyRow, ESCAPED | NON_ASCII)) {
            return name(keyRow).equals(name);
        }
        int start = start(keyRow);
        int length = end(keyRow) - start;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (source[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void report(int row, String below, String text) {
        if (faults.size() >= MAX_FAULTS) {
            faultsLeftOut = true;
            return;
        }
        faults.add(new Fault(row, below, text));
        if (outer != null) {
            outer.report(outerRow, path(row).substring(base.length()) + below, text);
        }
    }

    /** The problems inside a row's subtree, in the order they were met. */
    List<Problem> problems(int row) {
        int end = size == 0 ? 1 : next(row);
        List<Problem> found = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.row() >= row && fault.row() < end) {
                found.add(new Problem(path(fault.row()) + fault.below(), fault.text()));
            }
        }
        if (faultsLeftOut) {
            found.add(new Problem(base, "more than " + MAX_FAULTS + " problems, the rest is left out"));
        }
        return List.copyOf(found);
    }

    /** The JSON path of a row. */
    String path(int row) {
        if (row == 0) {
            return base;
        }
        Places all = places();
        StringBuilder path = new StringBuilder();
        for (int at = row; at > 0; at = all.containers[at]) {
            if (kind(all.containers[at]) == ARRAY) {
                path.insert(0, "[" + all.positions[at] + "]");
            } else {
                path.insert(0, step(name(kind(at) == KEY ? at : at - 1)));
            }
        }
        return base + path;
    }

    /** One member name as a step of a path; names that would make it ambiguous are quoted. */
    static String step(String name) {
        if (name.matches("[A-Za-z_][A-Za-z0-9_-]{0,99}")) {
            return "." + name;
        }
        String clean = name.replaceAll("[\\p{Cntrl}'\\\\]", "?");
        return "['" + (clean.length() > 40 ? clean.substring(0, 40) + "…" : clean) + "']";
    }

    /** One pass over the finished tape; afterwards each path costs its depth. */
    private Places places() {
        Places known = places;
        // a document inside a text is scanned onto the same tape, which has then grown since
        if (known != null && known.containers.length == size) {
            return known;
        }
        Places found = new Places(size);
        for (int row = 0; row < size; row++) {
            int kind = kind(row);
            if (kind == ARRAY) {
                int position = 0;
                for (int item = row + 1; item < next(row); item = next(item)) {
                    found.containers[item] = row;
                    found.positions[item] = position++;
                }
            } else if (kind == OBJECT) {
                for (int key = row + 1; key < next(row); key = next(key + 1)) {
                    found.containers[key] = row;
                    found.containers[key + 1] = row;
                }
            }
        }
        places = found;
        return found;
    }

    /** The characters of a number or word. */
    String ascii(int row) {
        return new String(source, start(row), end(row) - start(row), ISO_8859_1);
    }

    /** The source of a value, quotes and brackets included. */
    String rawText(int row) {
        boolean quoted = kind(row) == TEXT;
        int start = quoted ? start(row) - 1 : start(row);
        int end = quoted ? Math.min(end(row) + 1, source.length) : end(row);
        return new String(source, start, end - start, UTF_8);
    }
}
