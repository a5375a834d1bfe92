package io.omskit.fact;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.omskit.value.Money;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How new a fact is: the platform's modified time, its sequence where it has one, the version of the mapper that read
 * it, and a fingerprint of the mapped content without personal data.
 *
 * <p>{@link #compareTo} orders by time and sequence only. Two facts that tie there are told apart by the fold of the
 * order, which knows what "further along" means; see the design, section 3.
 *
 * @param modifiedAt when the platform last changed the object; absent sorts first
 * @param sequence a growing number of the platform or of the reader, 0 where there is none
 * @param mapper the version of the code that read the payload; a higher one reads the same payload anew
 * @param hash fingerprint of the content, 0 until the fact that carries the revision is built
 */
public record Revision(@Nullable Instant modifiedAt, long sequence, int mapper, long hash)
        implements Comparable<Revision> {

    /** A revision by the platform's modified time. */
    public static Revision at(@Nullable Instant modifiedAt, int mapper) {
        return new Revision(modifiedAt, 0, mapper, 0);
    }

    /** A revision by a growing number, for sources that have no modified time. */
    public static Revision numbered(long sequence, int mapper) {
        return new Revision(null, sequence, mapper, 0);
    }

    /** This revision with its content fingerprint, unless it already has one. */
    Revision withHash(Fingerprint fingerprint) {
        return hash != 0 ? this : new Revision(modifiedAt, sequence, mapper, fingerprint.value());
    }

    /** Whether both name the same state of the platform's object, whatever mapper read it. */
    public boolean sameMoment(Revision other) {
        return compareTo(other) == 0;
    }

    @Override
    public int compareTo(Revision other) {
        if (modifiedAt == null || other.modifiedAt == null) {
            int byPresence = Boolean.compare(modifiedAt != null, other.modifiedAt != null);
            return byPresence != 0 ? byPresence : Long.compare(sequence, other.sequence);
        }
        int byTime = modifiedAt.compareTo(other.modifiedAt);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }

    /**
     * Collects the content of a fact; stable across processes and releases because the value is stored. What every fact is
     * full of goes in as numbers, for texts made of it would cost as much as reading the payload; and all of it is hashed at
     * once, for a hash that is fed by the character costs as much again.
     */
    static final class Fingerprint {
        private static final HashFunction HASH = Hashing.murmur3_128(0x6f6d736b);

        private ByteBuffer content = ByteBuffer.allocate(1_024).order(ByteOrder.LITTLE_ENDIAN);

        Fingerprint add(@Nullable Object part) {
            if (part == null) {
                tag(0, 0);
            } else if (part instanceof Long number) {
                tag(1, Long.BYTES).putLong(number);
            } else if (part instanceof Money money) {
                tag(4, Long.BYTES).putLong(money.minor());
                text(money.currency().getCurrencyCode());
            } else if (part instanceof Instant moment) {
                tag(5, Long.BYTES + Integer.BYTES)
                        .putLong(moment.getEpochSecond())
                        .putInt(moment.getNano());
            } else if (part instanceof Boolean flag) {
                tag(flag ? 6 : 7, 0);
            } else {
                text(part instanceof Enum<?> word ? word.name() : part.toString());
            }
            return this;
        }

        private void text(String text) {
            tag(2, Integer.BYTES + Character.BYTES * text.length()).putInt(text.length());
            for (int i = 0; i < text.length(); i++) {
                content.putChar(text.charAt(i));
            }
        }

        /** Says what comes, with room for so many bytes. */
        private ByteBuffer tag(int kind, int room) {
            if (content.remaining() <= room) {
                ByteBuffer larger =
                        ByteBuffer.allocate(2 * content.capacity() + room).order(ByteOrder.LITTLE_ENDIAN);
                content = larger.put(content.flip());
            }
            return content.put((byte) kind);
        }

        Fingerprint addAll(Iterable<?> parts) {
            for (Object part : parts) {
                add(part);
            }
            return end();
        }

        /** Ends a list, so that its length counts. */
        Fingerprint end() {
            tag(3, 0);
            return this;
        }

        long value() {
            long value = HASH.hashBytes(content.array(), 0, content.position()).asLong();
            return value == 0 ? 1 : value;
        }
    }
}
