package io.omskit.examples.cli.day;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.sandbox.SandboxOrder.Receiver;
import io.omskit.examples.cli.day.Goods.Thing;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** The order files that a group buyer mails three times a day: Chinese headings, one of them in GB18030, fruit by weight. */
final class OrderFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final String HEADER = "订单编号,订单状态,下单时间,付款时间,商家编码,商品名称,数量,单位,单价,运费,买家会员名,收货人,手机,省,市,区,收货地址";
    private static final int CHERRY_FEN = 8_900;
    private static final int FREIGHT_FEN = 800;

    /**
     * A file.
     *
     * @param name its name
     * @param bytes its content
     * @param at when it arrives
     * @param sales what its orders come to, as the group buyer will pay them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
    record Sheet(String name, byte[] bytes, Instant at, List<Sale> sales) {}

    /**
     * What an order of a file comes to.
     *
     * @param number order number
     * @param fen goods and freight
     * @param paidAt when it was paid
     */
    record Sale(String number, long fen, Instant paidAt) {}

    private final long seed;
    private final SplittableRandom random;

    OrderFiles(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed + 2);
    }

    /** The files of a day. */
    List<Sheet> sheets(Instant opening, int orders) {
        List<Sheet> sheets = new ArrayList<>();
        int each = orders / 3;
        for (int i = 0; i < 3; i++) {
            Instant at = opening.plus(Duration.ofHours(1 + 4L * i));
            sheets.add(sheet(i, at, i == 2 ? orders - 2 * each : each));
        }
        return sheets;
    }

    private Sheet sheet(int index, Instant at, int orders) {
        StringJoiner rows = new StringJoiner("\r\n", "", "\r\n").add(HEADER);
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            int number = 100 * (index + 1) + i;
            Instant placed = at.minus(Duration.ofMinutes(20 + random.nextInt(120)));
            boolean broken = index == 1 && i == 3;
            sales.add(order(rows, "GB2026" + number, number, placed, broken));
        }
        Charset charset = index == 1 ? Charset.forName("GB18030") : UTF_8;
        return new Sheet("group-" + (index + 1) + ".csv", rows.toString().getBytes(charset), at, sales);
    }

    private Sale order(StringJoiner rows, String number, int person, Instant placed, boolean broken) {
        Receiver to = People.chinese(seed, 5_000 + person);
        long sum = FREIGHT_FEN;
        Instant paid = placed.plus(Duration.ofMinutes(2));
        if (person % 3 == 0) {
            int grams = 500 + 50 * random.nextInt(50);
            String kilograms = grams / 1_000 + "." + String.format("%03d", grams % 1_000);
            // half up, as the scale's receipt prints it
            sum += (2L * grams * CHERRY_FEN + 1_000) / 2_000;
            rows.add(row(number, placed, paid, Goods.CHERRY, "车厘子", kilograms, "kg", CHERRY_FEN, to));
        }
        Thing thing = Goods.CHINA.get(random.nextInt(Goods.CHINA.size()));
        int pieces = 1 + random.nextInt(3);
        String quantity = broken ? "两件半" : Integer.toString(pieces);
        sum += thing.price() * pieces;
        rows.add(row(number, placed, paid, thing.sku(), thing.title(), quantity, "件", thing.price(), to));
        return new Sale(number, sum, paid);
    }

    private static String row(
            String number,
            Instant placed,
            Instant paid,
            String sku,
            String title,
            String quantity,
            String unit,
            long fen,
            Receiver to) {
        return String.join(
                ",",
                number,
                "买家已付款",
                TIME.format(placed),
                TIME.format(paid),
                sku,
                title,
                quantity,
                unit,
                Bills.major(fen),
                Bills.major(FREIGHT_FEN),
                "group-" + to.phone(),
                to.name(),
                to.phone(),
                to.province(),
                to.city(),
                to.district(),
                to.detail());
    }
}
