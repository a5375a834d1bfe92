package io.omskit.examples.quickstart;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.channels.Channels;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.finance.Finance;
import io.omskit.finance.Settlement;
import io.omskit.finance.matching.Reconciliation;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.fulfillment.SourceReport;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/** Channel, split, ship, reconcile: what a host writes, from an empty folder to a settled bill. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs the invented day in a new temporary folder and prints what happened. */
    public static void main(String[] args) throws IOException {
        run(new ShopDay(Files.createTempDirectory("oms-quickstart")), System.out::println);
    }

    static void run(ShopDay day, Consumer<String> out) {
        // readme:begin
        try (Oms oms = Oms.builder()
                .store(Stores.sqlite(day.database()))
                .catalog(InMemoryCatalog.builder()
                        .item(Item.of("TEA", "green tea", 250))
                        .item(Item.of("CUP", "tea cup", 300))
                        .build())
                .sources(List.of(day.warehouse("EAST"), day.warehouse("WEST")))
                .sealer(Sealer.aesGcm(SealKey.of("2026a", day.secret())))
                .time(day.time())
                .build()) {
            oms.submit(new Command.MoveStock(List.of(
                    StockMovement.receive(new StockCell("EAST", new Sku("TEA")), 10, "delivery-1"),
                    StockMovement.receive(new StockCell("WEST", new Sku("CUP")), 10, "delivery-2"))));
            oms.register(new Warehouse(oms));

            Channels channels = Channels.on(oms);
            channels.shop(day.account(), day.wiring()); // a WooCommerce shop, here a sandbox in this process
            channels.sync(); // channel: read what is new, store it durably
            oms.drain(); // split over the sources, review, release, ship, tell the channel

            Statement bill = StatementFormat.of("csv").read(day.bill(), ShopDay.ZONE, day.now());
            Settlement settled = Finance.on(oms)
                    .settle(day.account().shop(), bill, Reconciliation.Options.asOf(day.now(), ShopDay.ZONE));
            Printout.of(day, oms, settled).forEach(out);
        }
        // readme:end
    }

    /** A warehouse that ships at once what it is told to; a real one hands the work to people and reports later. */
    private record Warehouse(Oms oms) implements EffectHandler {
        @Override
        public String type() {
            return Effect.SOURCE_WORK;
        }

        @Override
        public RepeatRule repeat() {
            return RepeatRule.SAME_KEY; // a parcel that is reported twice is known by its number
        }

        @Override
        public Outcome run(Effect effect) {
            if (!effect.datum("action").equals("release")) {
                return new Outcome.Rejected("the parcel has left");
            }
            long work = effect.fulfillmentOrder();
            String number = effect.target() + "-" + work;
            Command.Result told = oms.submit(new Command.Report(
                    new SourceReport.Shipped(work, oms.time().instant(), "own", number, "", List.of())));
            return told.done() ? Outcome.Done.of(number) : new Outcome.Rejected("the engine knows no such work");
        }
    }
}
