package io.omskit.examples.cli.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.file.FileImport;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.OrderFact;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The day's own papers say what was really paid: they are read by the library and compared with the truth. */
class BillsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private final DayClock clock = new DayClock(START);
    private final SandboxShop shop = SandboxShop.of(
            1, clock, new SandboxStyle(Currency.getInstance("CNY"), 1_000, false, false, false, false, "CN"));

    private static Statement read(String format, byte[] file) {
        return StatementFormat.of(format).read(file, ZONE, Instant.EPOCH);
    }

    private void sell(int orders) {
        for (int i = 0; i < orders; i++) {
            OrderDraft draft = new OrderDraft(5_000 + 10L * i, "b" + i, People.chinese(1, i), "CNY")
                    .line(Goods.CHINA.get(0), 1)
                    .discounts(0, i % 2 == 0 ? 300 : 0);
            shop.place(draft.placed(clock.instant()));
            shop.pay(Long.toString(5_000 + 10L * i));
        }
    }

    @Test
    void theWalletsDetailIsWholeAndClean() {
        sell(3);
        String refund = shop.requestRefund("5000", null, Money.of(1_000, "CNY"), false);
        shop.settleRefund("5000", refund, true);
        Statement detail = read("alipay-trade", Bills.alipay(shop));
        assertEquals(List.of(), detail.problems());
        assertTrue(detail.checks().stream().allMatch(Statement.Check::ok), detail.checks()::toString);
        assertEquals(4, detail.rows().size());
        // 125.00 at 6 of 1,000 is 0.75; of 10.00 that went back, 0.06 come back
        assertEquals(12_500, detail.rows().get(0).gross().minor());
        assertEquals(-75, detail.rows().get(0).fee().minor());
        assertEquals(6, detail.rows().get(1).fee().minor());
    }

    @Test
    void aFullDayHasItsMistakes() {
        sell(60);
        Statement detail = read("alipay-trade", Bills.alipay(shop));
        assertEquals(61, detail.rows().size(), "one is missing, one comes twice, one is unknown");
        assertTrue(detail.checks().stream().allMatch(Statement.Check::ok), "the file itself adds up");
        Statement coupons = read("csv", Bills.coupons(shop));
        assertEquals(30, coupons.rows().size());
        assertEquals(30 * 300 - 80, coupons.totals().get("CNY").gross());
    }

    @Test
    void orderFilesSayWhatTheGroupBuyerPays() {
        for (OrderFiles.Sheet sheet : new OrderFiles(9).sheets(START, 30)) {
            Map<String, Long> told = new TreeMap<>();
            List<String> broken = new ArrayList<>();
            for (Message message : FileImport.messages(ShopDay.GROUP, sheet.name(), sheet.bytes())) {
                FactMapper.Mapped mapped =
                        FileImport.mapper().map(message.api(), ShopDay.GROUP, message.payload(), sheet.at());
                OrderFact order = (OrderFact) mapped.facts().get(0);
                Money payable = order.amounts().payable();
                if (order.problems().isEmpty() && payable != null) {
                    told.put(order.ref().number(), payable.minor());
                } else {
                    broken.add(order.ref().number());
                }
            }
            Map<String, Long> paid = new TreeMap<>();
            sheet.sales().stream()
                    .filter(sale -> !broken.contains(sale.number()))
                    .forEach(sale -> paid.put(sale.number(), sale.fen()));
            assertEquals(paid, told, sheet.name());
            assertEquals(sheet.name().equals("group-2.csv") ? 1 : 0, broken.size(), sheet.name());
        }
    }

    @Test
    void theAgendaKeepsTheOrderOfPlansAndDoesWhatFollowsFromThem() {
        Agenda agenda = new Agenda();
        List<String> done = new ArrayList<>();
        agenda.at(START.plusSeconds(5), () -> done.add("later"));
        agenda.at(START, () -> {
            done.add("first");
            agenda.at(START, () -> done.add("follows"));
        });
        agenda.at(START, () -> done.add("second"));
        agenda.play(START);
        assertEquals(List.of("first", "second", "follows"), done);
        agenda.play(START.plusSeconds(9));
        assertEquals("later", done.get(3));
    }
}
