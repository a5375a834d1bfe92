package io.omskit.engine.stored;

import io.omskit.access.Sealer;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import io.omskit.store.Commit;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.value.Sealed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The archive form of messages: header and payload, compressed, sealed as one block. Only here personal data of payloads
 * is in plain, and only in memory. Safe for several threads.
 *
 * <p>State version 2 is the zlib form, RFC 1950, with the vocabulary of the mapper as preset dictionary; version 1 was bare
 * deflate, RFC 1951, without one.
 */
public final class Payloads {
    /** The version that rows are written in. */
    static final int STATE_VERSION = 2;

    private static final int BARE_DEFLATE = 1;
    /** JSON packed with a vocabulary is seldom less than a sixth of itself; where it is, the buffer grows. */
    private static final int USUAL_RATIO = 6;

    private static final int HEADER_LIMIT = 1 << 19;
    private static final int DISCARDED_AT_ONCE = 500;

    private final Sealer sealer;
    // making one costs more than compressing a message with it; there are never more than threads at work
    private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();
    private final Queue<Inflater> inflaters = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> vocabularies = new ConcurrentHashMap<>();
    /** Every vocabulary ever given under its Adler-32, by which the zlib form names it. */
    private final Map<Integer, byte[]> byChecksum = new ConcurrentHashMap<>();

    public Payloads(Sealer sealer) {
        this.sealer = sealer;
    }

    /** From now on the mapper's payloads are packed with its first vocabulary, and those packed with any of them can be read. */
    public void learn(FactMapper mapper) {
        List<byte[]> given = mapper.vocabularies().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        for (byte[] vocabulary : given) {
            Adler32 checksum = new Adler32();
            checksum.update(vocabulary);
            byChecksum.put((int) checksum.getValue(), vocabulary);
        }
        if (given.isEmpty()) {
            vocabularies.remove(mapper.id());
        } else {
            vocabularies.put(mapper.id(), given.get(0));
        }
    }

    public Row seal(long id, Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.payload().length + 128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(message.mapper());
            out.writeUTF(message.api());
            out.writeUTF(message.shop().platform());
            out.writeUTF(message.shop().shop());
            out.writeUTF(message.subject());
            out.writeInt(message.payload().length);
            out.write(message.payload());
        } catch (IOException e) {
            throw new UncheckedIOException("a message could not be written to memory", e);
        }
        Sealed sealed = sealer.seal(compressed(bytes.toByteArray(), vocabularies.get(message.mapper())), context(id));
        return Row.bytes(Tables.RAW, id, STATE_VERSION, sealed.bytes(), sealed.keyId());
    }

    public Message open(Row row) {
        String keyId = (String) java.util.Objects.requireNonNull(row.value(0));
        byte[] packed = sealer.open(new Sealed(keyId, row.bytes()), context(row.id()));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(expanded(row, packed)))) {
            String mapper = in.readUTF();
            String api = in.readUTF();
            ShopRef shop = new ShopRef(in.readUTF(), in.readUTF());
            String subject = in.readUTF();
            byte[] payload = new byte[Math.min(in.readInt(), Message.MAX_PAYLOAD)];
            in.readFully(payload);
            return new Message(mapper, api, shop, subject, payload);
        } catch (IOException | DataFormatException e) {
            throw new IllegalStateException(
                    "raw payload " + row.id() + " is damaged.\nRestore it from a backup, or read the order again.", e);
        }
    }

    /**
     * Deletes payloads that came before the given time, oldest first, but none that still waits to be read. A crash in between
     * only leaves some for the next time.
     *
     * @return how many
     */
    public static int discard(Store store, Instant before) {
        int discarded = 0;
        Query oldest = Query.all(Tables.RAW).limit(DISCARDED_AT_ONCE);
        for (List<Row> page = store.find(oldest);
                !page.isEmpty();
                page = store.find(oldest.after(page.get(page.size() - 1)))) {
            List<Long> expired = page.stream()
                    .map(Row::id)
                    .filter(id -> IdSource.timeOf(id).isBefore(before))
                    .toList();
            Set<Long> waiting =
                    store.load(Tables.INBOX, expired).stream().map(Row::id).collect(Collectors.toSet());
            Commit.Builder commit = Commit.builder();
            for (Long id : expired) {
                if (!waiting.contains(id)) {
                    commit.delete(Tables.RAW, id);
                    discarded++;
                }
            }
            store.commit(commit.build());
            if (expired.size() < page.size()) {
                break;
            }
        }
        return discarded;
    }

    private byte[] compressed(byte[] plain, byte @Nullable [] vocabulary) {
        Deflater idle = deflaters.poll();
        // BEST_SPEED: half the size for a tenth of the time that the last percents would take
        Deflater deflater = idle == null ? new Deflater(Deflater.BEST_SPEED) : idle;
        if (vocabulary != null) {
            deflater.setDictionary(vocabulary);
        }
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[Math.max(64, plain.length / 2)];
        int size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        deflater.reset();
        deflaters.add(deflater);
        return Arrays.copyOf(packed, size);
    }

    private byte[] expanded(Row row, byte[] packed) throws DataFormatException {
        if (row.stateVersion() == BARE_DEFLATE) {
            Inflater inflater = new Inflater(true);
            try {
                return expanded(row, packed, inflater);
            } finally {
                inflater.end();
            }
        }
        Inflater idle = inflaters.poll();
        Inflater inflater = idle == null ? new Inflater() : idle;
        try {
            return expanded(row, packed, inflater);
        } finally {
            inflater.reset();
            inflaters.add(inflater);
        }
    }

    private byte[] expanded(Row row, byte[] packed, Inflater inflater) throws DataFormatException {
        inflater.setInput(packed);
        byte[] plain = new byte[USUAL_RATIO * Math.max(64, packed.length)];
        int size = 0;
        while (!inflater.finished()) {
            int added = inflater.inflate(plain, size, plain.length - size);
            size += added;
            if (inflater.needsDictionary()) {
                inflater.setDictionary(vocabulary(row, inflater.getAdler()));
            } else if (size == plain.length && size < Message.MAX_PAYLOAD + HEADER_LIMIT) {
                plain = Arrays.copyOf(plain, 2 * size);
            } else if (added == 0 && !inflater.finished()) {
                throw new DataFormatException("the block ends too soon or is too large");
            }
        }
        return plain;
    }

    private byte[] vocabulary(Row row, int checksum) {
        byte[] vocabulary = byChecksum.get(checksum);
        if (vocabulary == null) {
            throw new IllegalStateException("raw payload " + row.id() + " was packed with vocabulary "
                    + Integer.toHexString(checksum)
                    + ", which no mapper here has.\nRegister the mapper that wrote it, or one that still lists it.");
        }
        return vocabulary;
    }

    /** A payload opens in its own row only. */
    private static String context(long id) {
        return "raw:" + id;
    }
}
