package io.omskit.examples.cli.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.file.FileImport;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.testkit.SimParticipant;
import io.omskit.testkit.SimWorld;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A buyer who sends order files: always all orders, now and then one of them canceled or changed since the last file. Ship
 * notices go back by letter. In the end the store holds every order of the last file in its last state.
 */
final class SimulatedFile implements SimParticipant {
    static final ShopRef SHOP = new ShopRef("file", "wholesale");
    private static final String HEADER =
            "Order Number,Line,Status,Order Date,Payment Time,Updated,SKU,Title,Qty,Unit Price,"
                    + "Total,Paid Amount,Currency,Receiver,Phone,Province,City,District,Address\n";
    private static final int MOST = 3;

    private final SimWorld world;
    private final List<Row> rows = new ArrayList<>();
    private boolean sent = true;

    SimulatedFile(SimWorld world) {
        this.world = world;
    }

    /** An order of one line. */
    private record Row(
            String number, Instant placedAt, Instant updatedAt, String sku, long pieces, PlatformStatus status) {
        String csv() {
            String total = pieces * 5 + ".00";
            return String.join(
                    ",",
                    number,
                    number + "-1",
                    status.name(),
                    placedAt.toString(),
                    placedAt.toString(),
                    updatedAt.toString(),
                    sku,
                    "Goods",
                    Long.toString(pieces),
                    "5.00",
                    total,
                    total,
                    "CNY",
                    "测试甲,13800001000,浙江省,杭州市,余杭区,样品路1号\n");
        }
    }

    @Override
    public String name() {
        return SHOP.toString();
    }

    @Override
    public void attach(Oms oms) {
        oms.register(FileImport.mapper());
        oms.register(
                SHOP.toString(),
                EffectHandler.of(
                        Effect.SHIP_NOTICE,
                        EffectHandler.RepeatRule.SAME_KEY,
                        effect -> EffectHandler.Outcome.Done.of("written")));
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 30 && rows.size() < MOST) {
            String sku = "SKU-" + (100 + random.nextInt(8));
            rows.add(new Row("F" + (1001 + rows.size()), now, now, sku, 1 + random.nextInt(4), PlatformStatus.TO_SHIP));
            sent = false;
            return "orders " + rows.get(rows.size() - 1).number();
        }
        if (dice < 40 && !rows.isEmpty()) {
            int place = random.nextInt(rows.size());
            Row row = rows.get(place);
            rows.set(
                    place,
                    new Row(row.number(), row.placedAt(), now, row.sku(), row.pieces(), PlatformStatus.CANCELED));
            sent = false;
            return "cancels " + row.number();
        }
        return rows.isEmpty() ? "" : send();
    }

    private String send() {
        StringBuilder csv = new StringBuilder(HEADER);
        rows.forEach(row -> csv.append(row.csv()));
        sent = world.oms()
                        .accept(FileImport.messages(
                                SHOP, "orders.csv", csv.toString().getBytes(UTF_8)))
                == Acceptance.ACCEPTED;
        return sent ? "sends " + rows.size() + " orders" : "is to send later";
    }

    @Override
    public void settle() {
        if (!sent) {
            send();
        }
    }

    @Override
    public Optional<Violation> checkSettled() {
        for (Row row : rows) {
            Order order = world.oms().orders().find(SHOP.order(row.number())).orElse(null);
            if (order == null || order.sale().status() != row.status()) {
                return Optional.of(new Violation(
                        "I1",
                        name() + " " + row.number(),
                        "is " + (order == null ? "not there" : order.sale().status()) + ", truly " + row.status()));
            }
        }
        return Optional.empty();
    }

    int count() {
        return rows.size();
    }
}
