package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.Feed;
import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter;
import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaobaoFeedTest {
    private static final WindowSplitter.Window WINDOW =
            new WindowSplitter.Window(Instant.parse("2026-03-05T03:30:00Z"), Instant.parse("2026-03-05T04:00:00Z"));

    @Test
    void pagesAreReadFromTheLastToTheFirst() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.INCREMENT, call -> page(call, 120));
        List<Feed.Row> rows = new ArrayList<>();
        assertTrue(sweep(top.shop(), Feed.ORDERS, rows::addAll).isComplete());
        assertEquals(List.of("1", "3", "2", "1"), top.asked("page_no"));
        assertEquals(120, rows.stream().map(Feed.Row::number).distinct().count());
        assertEquals("false", top.calls.get(0).get("use_has_next"));
        assertEquals("2026-03-05 11:30:00", top.calls.get(0).get("start_modified"));
        assertEquals("2026-03-05 12:00:00", top.calls.get(0).get("end_modified"));
    }

    @Test
    void anEmptyListMayBeMissingAltogether() {
        ScriptedTop top = new ScriptedTop()
                .on(TaobaoOrders.INCREMENT, call -> "{\"trades_sold_increment_get_response\":{\"total_results\":0}}");
        Pager.Sweep sweep = sweep(top.shop(), Feed.ORDERS, rows -> false);
        assertTrue(sweep.isComplete());
        assertEquals(0, sweep.rows());
    }

    @Test
    void rowsWithoutTotalAreNotTakenForAll() {
        ScriptedTop top = new ScriptedTop()
                .on(
                        TaobaoOrders.INCREMENT,
                        call -> "{\"trades_sold_increment_get_response\":{\"trades\":{\"trade\":[{\"tid\":1}]}}}");
        assertFalse(sweep(top.shop(), Feed.ORDERS, rows -> true).isComplete());
    }

    @Test
    void aRefusedPageEndsTheSweep() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.INCREMENT, call -> page(call, 60));
        assertEquals(
                Pager.Outcome.REFUSED,
                sweep(top.shop(), Feed.ORDERS, rows -> false).outcome());
    }

    @Test
    void aRowIsTheTradeAsItCame() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.INCREMENT, call -> listed(TradeFixture.trade()));
        Feed.Row row = rows(top).get(0);
        assertEquals(TaobaoOrders.INCREMENT, row.api());
        assertEquals("4100000000000000101", row.number());
        assertEquals(Instant.parse("2026-03-05T01:30:00Z"), row.modified());
        Mapped mapped = TradeFixture.map(row.api(), new String(row.payload(), UTF_8));
        assertEquals(
                Money.of(17600, "CNY"), TradeFixture.order(mapped).amounts().payable());
    }

    @Test
    void aTradeWithASuccessfulRefundBringsItsRecord() {
        ScriptedTop top = refunded()
                .on(
                        TaobaoOrders.REFUND,
                        call -> "{\"refund_get_response\":{\"refund\":" + TradeFixture.refund("71", "SUCCESS", "10.00")
                                + "}}");
        Feed.Row row = rows(top).get(0);
        assertEquals("", row.api());
        Mapped mapped = TradeFixture.map(row.api(), new String(row.payload(), UTF_8));
        assertEquals(List.of(), mapped.problems());
        assertEquals(Money.of(1000, "CNY"), TradeFixture.order(mapped).amounts().refunded());
        assertEquals("71", TradeFixture.refunds(mapped).get(0).refundId());
    }

    @Test
    void aRecordThatIsGoneDoesNotStopTheOrder() {
        ScriptedTop top =
                refunded().on(TaobaoOrders.REFUND, call -> ScriptedTop.error("15", "no", "isv.refund-not-exist"));
        assertEquals(TaobaoOrders.INCREMENT, rows(top).get(0).api());
    }

    @Test
    void aRecordThatCannotBeReadNowHoldsTheWindow() {
        ScriptedTop top = refunded().on(TaobaoOrders.REFUND, call -> ScriptedTop.error("15", "no", "isp.busy"));
        assertFalse(sweep(top.shop(), Feed.ORDERS, rows -> true).isComplete());
    }

    @Test
    void refundsAreAFeedOfTheirOwn() {
        ScriptedTop top = new ScriptedTop()
                .on(
                        TaobaoOrders.REFUNDS,
                        call -> "{\"refunds_receive_get_response\":{\"total_results\":1,\"refunds\":{\"refund\":["
                                + TradeFixture.refund("71", "CLOSED", "10.00") + "]}}}");
        List<Feed.Row> rows = new ArrayList<>();
        assertTrue(sweep(top.shop(), Feed.REFUNDS, rows::addAll).isComplete());
        assertEquals("4100000000000000101", rows.get(0).number());
        assertEquals(TaobaoOrders.REFUNDS, rows.get(0).api());
    }

    @Test
    void windowsKeepToThePlatformsLimit() {
        for (Feed feed : new ScriptedTop().shop().feeds()) {
            List<WindowSplitter.Window> windows = feed.windows()
                    .windows(Instant.parse("2026-03-04T00:00:00Z"), Instant.parse("2026-03-05T00:00:00Z"));
            assertTrue(windows.stream().allMatch(window -> window.length().toMinutes() <= 30));
        }
    }

    static Pager.Sweep sweep(TaobaoShop shop, String feed, Predicate<List<Feed.Row>> receiver) {
        return shop.feeds().stream()
                .filter(one -> one.name().equals(feed))
                .findFirst()
                .orElseThrow()
                .read(WINDOW, receiver);
    }

    private static List<Feed.Row> rows(ScriptedTop top) {
        List<Feed.Row> rows = new ArrayList<>();
        assertTrue(sweep(top.shop(), Feed.ORDERS, rows::addAll).isComplete());
        return rows;
    }

    private static ScriptedTop refunded() {
        ObjectNode trade = TradeFixture.trade();
        TradeFixture.line(trade, 0).put("refund_status", "SUCCESS").put("refund_id", "71");
        return new ScriptedTop().on(TaobaoOrders.INCREMENT, call -> listed(trade));
    }

    private static String listed(ObjectNode trade) {
        return "{\"trades_sold_increment_get_response\":{\"total_results\":1,\"trades\":{\"trade\":[" + trade + "]}}}";
    }

    private static String page(Map<String, String> call, int total) {
        int size = Integer.parseInt(call.get("page_size"));
        int from = (Integer.parseInt(call.get("page_no")) - 1) * size;
        String trades = IntStream.range(from, Math.min(from + size, total))
                .mapToObj(i -> "{\"tid_str\":\"" + (1000 + i) + "\"}")
                .collect(Collectors.joining(","));
        return "{\"trades_sold_increment_get_response\":{\"total_results\":" + total + ",\"trades\":{\"trade\":["
                + trades + "]}}}";
    }
}
