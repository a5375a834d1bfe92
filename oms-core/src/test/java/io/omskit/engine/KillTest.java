package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import io.omskit.store.PostgresServer;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed at random moments, again and again, on one store: no acknowledged message is lost, no effect key gets two
 * outcomes, every invariant holds after the restart. {@code -Dkill.seed=} repeats the number of messages before each kill.
 */
@Tag("slow")
class KillTest {
    static final long STOCK = 1_000_000;

    private static final boolean FULL = "full".equals(System.getProperty("oms.volume"));
    private static final int ROUNDS = FULL ? 20 : 2;

    private final long seed = Long.getLong("kill.seed", 77);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final Set<String> sent = new LinkedHashSet<>();
    private final Map<String, String> outcomes = new HashMap<>();

    @Test
    void onSqlite(@TempDir Path folder) throws IOException, InterruptedException {
        rounds("sqlite", folder.resolve("oms.db").toString());
    }

    @Test
    @Tag("postgres")
    void onPostgres() throws IOException, InterruptedException, SQLException {
        String url;
        try (Connection connection = PostgresServer.unpooled()) {
            url = connection.getMetaData().getURL() + "?user="
                    + connection.getMetaData().getUserName();
        }
        rounds("postgres", url, PostgresServer.freshSchema());
    }

    private void rounds(String... store) throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> arguments = new ArrayList<>(List.of(Integer.toString(round)));
            arguments.addAll(List.of(store));
            int before = acknowledged.size();
            killAfter(5 + random.nextInt(60), arguments);
            assertTrue(acknowledged.size() > before, "the child of round " + round + " took orders");
            recover(round, KillChild.store(arguments.toArray(String[]::new)));
        }
    }

    /** Starts a child, kills it some messages later, and reads what it had said until then. */
    private void killAfter(int messages, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillChild.class.getName()));
        command.addAll(arguments);
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int left = messages;
            // the child works on while we read, so the kill meets it anywhere
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("ACK ")) {
                    acknowledged.add(line.substring(4));
                    if (--left == 0) {
                        child.toHandle().destroyForcibly();
                    }
                } else if (line.startsWith("SENT ")) {
                    sent.add(line.substring(5));
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private void recover(int round, Store store) {
        try (Oms oms = KillChild.engine(store, round, 2 * round + 1, effect -> {
            sent.add(effect.key());
            return Outcome.Done.of("after round " + round);
        })) {
            oms.drain();
            String where = "seed " + seed + ", round " + round;
            assertEquals(0, oms.backlog(), where);
            assertEquals(List.of(), oms.poisoned(9), where);
            for (String number : acknowledged) {
                Order order = oms.orders()
                        .find(Shelf.SHOP.order(number))
                        .orElseThrow(() -> new AssertionError(where + ": acknowledged order " + number + " is lost"));
                List<FulfillmentOrder> works = oms.fulfillment().of(order);
                assertFalse(works.isEmpty(), () -> where + ": order " + number + " has no work");
                works.forEach(work -> assertTrue(work.handedOver(), () -> where + ": order " + number));
            }
            EndState.assertSound(store);
            assertOutcomes(store, where);
            assertStock(store, where);
        }
    }

    /** What has an outcome keeps it for ever, and everything that was sent has one. */
    private void assertOutcomes(Store store, String where) {
        Map<String, String> now = EndState.outcomes(store);
        outcomes.forEach((key, outcome) -> assertEquals(outcome, now.get(key), () -> where + ": " + key));
        sent.forEach(key -> assertTrue(now.containsKey(key), () -> where + ": no outcome of " + key));
        outcomes.putAll(now);
    }

    /** Each unit sold has left the free stock exactly once, each unit shipped the shelf. */
    private static void assertStock(Store store, String where) {
        long sold = 0;
        long shipped = 0;
        for (Row row : EndState.rows(store, Query.all(Tables.ORDER))) {
            Order order = Rows.order(row);
            sold += order.demands().get(0).allocated();
            shipped += order.demands().get(0).progress().shipped();
        }
        assertEquals(
                Map.of("stock/W1/X/free", STOCK - sold, "stock/W1/X/onHand", STOCK - shipped),
                store.counters(List.of("stock/W1/X/free", "stock/W1/X/onHand")),
                where);
    }
}
