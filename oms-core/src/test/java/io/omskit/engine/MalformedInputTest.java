package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Message;
import io.omskit.engine.stored.FactJson;
import io.omskit.fact.Fact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated payloads through intake and processing: no crash, no hang, no lost good neighbor, a named reason for each that is
 * put aside. {@code -Dmalformed.seed=} repeats a run.
 */
class MalformedInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean FULL = "full".equals(System.getProperty("oms.volume"));
    private static final int BATCH = 100;

    private final long seed = Long.getLong("malformed.seed", 20260301);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<byte[]> samples = samples();

    private static List<byte[]> samples() {
        Provenance seen = new Provenance("test", Shelf.START);
        List<Fact> facts = List.of(
                Shelf.paid("bad1", "Li", Shelf.START, Shelf.line("1", "X", 2, 5000), Shelf.line("2", "Y", 1, 100)),
                new RefundFact(
                        Shelf.SHOP.order("bad2"),
                        "R1",
                        Revision.at(Shelf.START, 1),
                        seen,
                        "1",
                        Shelf.pieces(1),
                        Shelf.yuan(5000),
                        RefundFact.Status.SUCCEEDED,
                        "SUCCESS",
                        RefundFact.Phase.UNKNOWN,
                        false,
                        Shelf.START),
                new PaymentFact(
                        Shelf.SHOP,
                        "T1",
                        Revision.at(Shelf.START, 1),
                        seen,
                        List.of(new PaymentFact.Cover("bad3", Shelf.yuan(100))),
                        "card",
                        1,
                        PaymentFact.Status.PAID,
                        Shelf.START));
        return facts.stream().map(FactJson::write).toList();
    }

    /** One way to spoil a payload. */
    private byte[] mutated() {
        byte[] sample = samples.get(random.nextInt(samples.size()));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(sample, random.nextInt(sample.length));
            case 1 -> bytesChanged(sample);
            case 2 -> new String(sample, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
            case 3 -> ("{\"fact\":" + "[".repeat(1 + random.nextInt(20_000))).getBytes(StandardCharsets.UTF_8);
            default -> treeChanged(sample, 1 + random.nextInt(3));
        };
    }

    private byte[] bytesChanged(byte[] sample) {
        byte[] bytes = sample.clone();
        for (int i = 0; i < 4; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] treeChanged(byte[] sample, int changes) {
        try {
            JsonNode tree = JSON.readTree(sample);
            for (int i = 0; i < changes; i++) {
                change(tree);
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops or retypes a member somewhere in the tree. */
    private void change(JsonNode root) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode target = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        target.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(11)) {
            case 0 -> target.remove(name);
            case 1 -> target.putNull(name);
            case 2 -> target.put(name, "a\u0000b");
            case 3 -> target.put(name, "\uD800");
            case 4 -> target.put(name, Long.MAX_VALUE + " CNY");
            case 5 -> target.put(name, "9".repeat(400) + " CNY");
            case 6 -> target.put(name, Double.MAX_VALUE);
            case 7 -> target.put(name, "x".repeat(5_000));
            case 8 -> target.putArray(name).add(1).addNull();
            case 9 -> target.putObject(name).put("a", -1);
            default -> target.put(name, Long.MAX_VALUE + " PIECE");
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
            object.forEach(child -> collect(child, objects));
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> collect(child, objects));
        }
    }

    private void run(Store store, int count) {
        try (Oms oms = Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(new Shelf())
                .build()) {
            int good = 0;
            for (int done = 0; done < count; done += BATCH) {
                List<Message> page = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    page.add(new Message(FactJson.ID, "fact", Shelf.SHOP, "bad" + (done + i), mutated()));
                }
                String number = "good" + good++;
                Fact fact = Shelf.paid(number, "Wu", Shelf.START, Shelf.line("1", "X", 1, 100));
                page.add(
                        random.nextInt(page.size()),
                        new Message(FactJson.ID, "fact", Shelf.SHOP, number, FactJson.write(fact)));
                assertEquals(Acceptance.ACCEPTED, oms.accept(page));
                while (oms.process() > 0) {
                    // until nothing waits
                }
                assertEquals(0, oms.backlog(), () -> "seed " + seed);
                assertTrue(
                        oms.orders().find(Shelf.SHOP.order(number)).isPresent(), () -> "seed " + seed + ": " + number);
            }
            assertReasons(oms, count);
        }
    }

    private void assertReasons(Oms oms, int count) {
        List<Oms.Poisoned> poisoned = oms.poisoned(Query.MAX_LIMIT);
        assertTrue(poisoned.size() > Math.min(count / 2, 5_000), () -> "only " + poisoned.size() + " put aside");
        poisoned.forEach(one -> assertFalse(one.reason().isBlank(), one::toString));
        EndState.assertSound(oms.store());
    }

    @Test
    void mutatedPayloadsNeverStopTheirNeighbors() {
        run(new MemoryStore(), FULL ? 100_000 : 2_000);
    }

    @Test
    @Tag("slow")
    void theSameOnADatabase(@TempDir Path folder) {
        run(Stores.sqlite(folder.resolve("oms.db")), FULL ? 5_000 : 300);
    }
}
