package io.omskit.engine;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/** The process that {@link KillTest} kills: takes orders for ever and says on standard output what it has acknowledged. */
final class KillChild {
    private KillChild() {}

    /**
     * Runs until it is killed.
     *
     * @param args round, then {@code sqlite FILE} or {@code postgres URL SCHEMA}
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Thread watch = new Thread(KillChild::endWithTheParent, "parent watch");
        watch.setDaemon(true);
        watch.start();
        int round = Integer.parseInt(args[0]);
        int[] runs = {0};
        Oms oms = engine(store(args), round, 2 * round, effect -> {
            out.println("SENT " + effect.key());
            return Outcome.Done.of("child " + round + " run " + runs[0]++);
        });
        receive(oms, round);
        for (int i = 0; ; i++) {
            String number = "r" + round + "-" + i;
            oms.accept(Shelf.paid(number, "buyer" + i / 2, Shelf.START, Shelf.line("1", "X", 1, 100)));
            out.println("ACK " + number);
            oms.process();
            oms.runEffects();
            if (i % 3 == 2) {
                ship(oms, "r" + round + "-" + (i - 2));
            }
        }
    }

    /** Nobody writes to our standard input; its end means that the test is gone. */
    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // only the end counts
            }
        } catch (IOException e) {
            // the same: nobody is there
        }
        Runtime.getRuntime().halt(1);
    }

    static Store store(String... args) {
        if (args[1].equals("sqlite")) {
            return Stores.sqlite(Path.of(args[2]));
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[2]);
        return Stores.postgres(source, args[3]);
    }

    /** Each round has hours of its own, so that leases of the round before are over. */
    static Oms engine(Store store, int round, int node, Function<Effect, Outcome> sending) {
        Shelf shelf = new Shelf();
        shelf.forward(Duration.ofHours(node));
        Outbox outbox = new Outbox();
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .node(node)
                .handler(outbox.taking(
                        Effect.SOURCE_WORK, RepeatRule.SAME_KEY, sending, effect -> new Outcome.Unknown("?")))
                .handler(outbox.taking(
                        Effect.SHIP_NOTICE, RepeatRule.SAME_KEY, sending, effect -> new Outcome.Unknown("?")))
                .build();
    }

    private static void receive(Oms oms, int round) {
        if (round == 0) {
            oms.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), KillTest.STOCK, "in-X"))));
        }
    }

    private static void ship(Oms oms, String number) {
        Order order = oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
        for (long work : order.fulfillmentOrders()) {
            oms.submit(new Command.Report(
                    new SourceReport.Shipped(work, oms.time().instant(), "sf", "SF" + number, "", List.of())));
        }
    }
}
