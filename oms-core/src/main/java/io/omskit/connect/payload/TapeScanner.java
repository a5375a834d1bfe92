package io.omskit.connect.payload;

/**
 * Turns JSON bytes (RFC 8259, UTF-8) into a {@link Tape} in one pass without recursion. It never throws for bad input: a scalar that is no JSON becomes
 * a reported bad value and its neighbors go on; a broken structure ends the scan, what was complete before it stays, and every container that was open is
 * marked torn.
 */
final class TapeScanner {
    private static final int MAX_PROBES = 256;

    private final byte[] in;
    private final int end;
    private final Tape tape;
    private final int maxDepth;
    private final int maxValues;
    private final int[] open;
    private final int[] members;
    private int depth;
    private int pos;
    private boolean torn;
    private long[] seen = new long[256];
    private long generation;

    TapeScanner(Tape tape) {
        this.tape = tape;
        this.in = tape.source;
        this.end = in.length;
        this.maxDepth = tape.reader.maxDepth();
        this.maxValues = tape.reader.maxValues();
        this.open = new int[maxDepth];
        this.members = new int[maxDepth];
    }

    void scan() {
        if (end >= 3 && in[0] == (byte) 0xEF && in[1] == (byte) 0xBB && in[2] == (byte) 0xBF) {
            pos = 3;
        }
        skipSpace();
        if (pos == end) {
            tape.report(0, "", "is empty");
            return;
        }
        value();
        while (depth > 0 && !torn) {
            step();
        }
        skipSpace();
        if (!torn && pos < end) {
            tape.report(0, "", "is followed by more text at byte " + pos);
        }
    }

    /** Reads the next member or element of the innermost open container, or its end. */
    private void step() {
        int container = open[depth - 1];
        boolean object = tape.kind(container) == Tape.OBJECT;
        byte close = (byte) (object ? '}' : ']');
        skipSpace();
        if (pos < end && in[pos] == close) {
            close(container, object);
            return;
        }
        if (tape.size() > container + 1) {
            if (pos == end || in[pos] != ',') {
                tear(pos == end ? "ends early" : "has no comma where one belongs");
                return;
            }
            pos++;
            skipSpace();
            if (pos < end && in[pos] == close) {
                tape.report(container, "", "has a comma after its last value");
                close(container, object);
                return;
            }
        }
        if (!object || key()) {
            value();
        }
    }

    private void close(int container, boolean object) {
        pos++;
        depth--;
        tape.close(container, pos);
        if (object && members[depth] > 1) {
            checkNames(container, members[depth]);
        }
    }

    /** Reads a name and its colon; false when the structure is lost. */
    private boolean key() {
        if (pos == end || in[pos] != '"') {
            tear(pos == end ? "ends early" : "has no member name where one belongs");
            return false;
        }
        int start = ++pos;
        int hash = 0;
        int bits = 0;
        int flags = 0;
        while (pos < end && in[pos] != '"') {
            byte b = in[pos++];
            if (b == '\\') {
                flags = Tape.ESCAPED;
                pos++;
            }
            bits |= b;
            hash = 31 * hash + b;
        }
        int stop = pos++;
        skipSpace();
        if (pos >= end || in[pos] != ':') {
            pos = Math.min(pos, end);
            tear(pos == end ? "ends early" : "has no colon after a member name");
            return false;
        }
        pos++;
        flags |= bits < 0 ? Tape.NON_ASCII : 0;
        int row = tape.add(Tape.KEY | flags, start, stop, hash);
        if (flags != 0) {
            int decoded = tape.name(row).hashCode();
            tape.dropLast();
            tape.add(Tape.KEY | flags, start, stop, decoded);
        }
        members[depth - 1]++;
        skipSpace();
        return true;
    }

    private void value() {
        if (pos == end) {
            tear("ends early");
            return;
        }
        if (tape.size() >= maxValues) {
            tear("holds more than " + maxValues + " names and values");
            return;
        }
        switch (in[pos]) {
            case '"' -> text();
            case '{' -> begin(Tape.OBJECT);
            case '[' -> begin(Tape.ARRAY);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case 't' -> word("true", Tape.TRUE);
            case 'f' -> word("false", Tape.FALSE);
            case 'n' -> word("null", Tape.NULL);
            default -> bad(pos);
        }
    }

    private void text() {
        byte[] bytes = in;
        int limit = end;
        int at = pos + 1;
        int bits = 0;
        int flags = Tape.TEXT;
        while (at < limit) {
            byte b = bytes[at];
            if (b == '"') {
                tape.add(bits < 0 ? flags | Tape.NON_ASCII : flags, pos + 1, at, 0);
                pos = at + 1;
                return;
            }
            if (b == '\\') {
                flags |= Tape.ESCAPED;
                at++;
            }
            bits |= b;
            at++;
        }
        pos = limit;
        tear("ends early");
    }

    private void begin(int kind) {
        if (depth == maxDepth) {
            int start = pos;
            skipNested();
            if (!torn) {
                tape.report(tape.add(Tape.BAD, start, pos, 0), "", "is nested deeper than " + maxDepth + " levels");
            }
            return;
        }
        open[depth] = tape.add(kind, pos, pos, 0);
        members[depth] = 0;
        depth++;
        pos++;
    }

    /** Jumps over a container that is too deep, by counting brackets outside of texts. */
    private void skipNested() {
        int level = 0;
        boolean quoted = false;
        while (pos < end) {
            byte b = in[pos++];
            if (b == '"') {
                quoted = !quoted;
            } else if (quoted) {
                pos += b == '\\' ? 1 : 0;
            } else if (b == '{' || b == '[') {
                level++;
            } else if ((b == '}' || b == ']') && --level == 0) {
                return;
            }
        }
        pos = end;
        tear("ends early");
    }

    private void number() {
        int start = pos;
        int at = in[pos] == '-' ? pos + 1 : pos;
        int whole = at;
        at = digits(at);
        boolean ok = at > whole && (in[whole] != '0' || at == whole + 1);
        if (at < end && in[at] == '.') {
            int fraction = at + 1;
            at = digits(fraction);
            ok &= at > fraction;
        }
        if (at < end && (in[at] == 'e' || in[at] == 'E')) {
            int power = at + 1 < end && (in[at + 1] == '+' || in[at + 1] == '-') ? at + 2 : at + 1;
            at = digits(power);
            ok &= at > power;
        }
        if (ok && isDelimiter(at)) {
            tape.add(Tape.NUMBER, start, at, 0);
            pos = at;
        } else {
            bad(start);
        }
    }

    private int digits(int from) {
        int at = from;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at;
    }

    private void word(String word, int kind) {
        int at = pos;
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == end || in[at] != word.charAt(i)) {
                bad(pos);
                return;
            }
        }
        if (isDelimiter(at)) {
            tape.add(kind, pos, at, 0);
            pos = at;
        } else {
            bad(pos);
        }
    }

    /** Takes everything up to the next delimiter as one value that cannot be read. */
    private void bad(int start) {
        pos = start;
        while (!isDelimiter(pos)) {
            pos++;
        }
        tape.report(tape.add(Tape.BAD, start, pos, 0), "", start == pos ? "has no value" : "is no JSON value");
    }

    private boolean isDelimiter(int at) {
        if (at >= end) {
            return true;
        }
        byte b = in[at];
        return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void skipSpace() {
        while (pos < end
                && in[pos] <= ' '
                && (in[pos] == ' ' || in[pos] == '\n' || in[pos] == '\r' || in[pos] == '\t')) {
            pos++;
        }
    }

    /** Gives up the structure: closes what is open, marks it torn, and keeps what was complete. */
    private void tear(String what) {
        torn = true;
        if (tape.size() > 0 && tape.kind(tape.size() - 1) == Tape.KEY) {
            tape.dropLast();
        }
        int innermost = depth == 0 ? 0 : open[depth - 1];
        while (depth > 0) {
            int row = open[--depth];
            tape.close(row, Math.min(pos, end));
            tape.mark(row, Tape.TORN);
            if (tape.kind(row) == Tape.OBJECT && members[depth] > 1) {
                checkNames(row, members[depth]);
            }
        }
        tape.report(innermost, "", what + " at byte " + Math.min(pos, end));
    }

    /** Reports names that occur twice in one object, by a hash table that is reused under a new generation number for each object. */
    private void checkNames(int object, int count) {
        if (seen.length < 2L * count) {
            seen = new long[Integer.highestOneBit(count) * 4];
        }
        long stamp = ++generation << 32;
        int mask = seen.length - 1;
        for (int key = object + 1; key < tape.next(object); key = tape.next(key + 1)) {
            int slot = ((tape.hash(key) * 0x9E3779B9) >>> 7) & mask;
            int probes = 0;
            while (seen[slot] >>> 32 == generation && probes++ < MAX_PROBES) {
                int other = (int) seen[slot];
                if (tape.hash(other) == tape.hash(key) && tape.sameName(other, key)) {
                    tape.mark(object, Tape.REPEATED);
                    tape.report(object, Tape.step(tape.name(key)), "occurs more than once; the last one is used");
                    break;
                }
                slot = (slot + 1) & mask;
            }
            seen[slot] = stamp | key;
        }
    }
}
