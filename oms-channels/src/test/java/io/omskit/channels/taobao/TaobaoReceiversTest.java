package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.channels.Channels;
import io.omskit.channels.ReceiverGrouping.Receiver;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.Policy;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform is asked which orders go to one receiver, from the feed to the parcel. */
class TaobaoReceiversTest {
    private static final String MERGE = "taobao.top.oaid.merge";
    private static final String ONE = "1InventedOaidOne";
    private static final String TWO = "1InventedOaidTwo";

    private final AtomicReference<Instant> now = new AtomicReference<>(ScriptedTop.NOW);
    private final List<ObjectNode> trades = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private String refusal = "";
    private final ScriptedTop top = new ScriptedTop()
            .on(
                    TaobaoOrders.INCREMENT,
                    call -> "{\"trades_sold_increment_get_response\":{\"total_results\":" + trades.size()
                            + ",\"trades\":{\"trade\":" + trades + "}}}")
            .on(MERGE, call -> refusal.isEmpty() ? list(groups) : refusal);
    private final Oms oms = Oms.builder()
            .store(new MemoryStore())
            .catalog(InMemoryCatalog.builder()
                    .item(Item.of("X-RED", "goods X", 300))
                    .item(Item.of("ITEM-Y", "goods Y", 300))
                    .build())
            .sources(List.of(Source.of("W1", Source.Kind.OWN, ZoneId.of("Asia/Shanghai"))))
            .unsealedForTests()
            .hashKeys(HashKey.of("k1", new byte[32]))
            .time(now::get)
            .policy(Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(12))))
            .build();
    private final Channels channels = Channels.on(oms, Wiring.of(top, now::get).withWaiter(time -> true));

    @BeforeEach
    void aShopWithStock() {
        channels.shop(ScriptedTop.account().every(Duration.ZERO));
        for (String sku : List.of("X-RED", "ITEM-Y")) {
            oms.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell("W1", new Sku(sku)), 99, "in-" + sku))));
        }
    }

    @AfterEach
    void close() {
        channels.close();
        oms.close();
    }

    private static String list(List<String> groups) {
        return "{\"top_oaid_merge_response\":{\"tid_list\":{\"string\":["
                + String.join(
                        ",", groups.stream().map(group -> '"' + group + '"').toList()) + "]}}}";
    }

    private void comes(String number, String oaid) {
        ObjectNode trade = TradeFixture.trade();
        trade.put("tid", Long.parseLong(number)).put("tid_str", number).put("oaid", oaid);
        trade.remove(List.of("buyer_message", "seller_memo"));
        TradeFixture.line(trade, 1).remove("store_code");
        for (int line = 0; line < 2; line++) {
            TradeFixture.line(trade, line).put("oid", Long.parseLong(number) + line);
            TradeFixture.line(trade, line).put("oid_str", Long.toString(Long.parseLong(number) + line));
        }
        trade.put("modified", TaobaoGateway.text(now.get().minusSeconds(60)));
        trades.add(trade);
    }

    private void pull() {
        channels.sync();
        oms.drain();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
        oms.drain();
    }

    private Order order(String number) {
        return oms.orders().find(TradeFixture.SHOP.order(number)).orElseThrow();
    }

    private Set<Long> works(String number) {
        Set<Long> works = Set.copyOf(order(number).fulfillmentOrders());
        assertFalse(works.isEmpty(), number);
        return works;
    }

    private List<String> asked() {
        return top.calls.stream()
                .filter(call -> MERGE.equals(call.get("method")))
                .map(call -> call.get("merge_list"))
                .toList();
    }

    @Test
    void twoOrdersUnderTwoIdsAreOneParcelWhenThePlatformSaysSo() {
        comes("4100000000000000110", ONE);
        comes("4100000000000000120", TWO);
        groups.add("4100000000000000110,4100000000000000120");
        pull();
        assertFalse(works("4100000000000000110").equals(works("4100000000000000120")));
        pass(Duration.ofMinutes(1));
        assertEquals(works("4100000000000000110"), works("4100000000000000120"));
        assertEquals(
                List.of("[{\"oaid\":\"" + ONE + "\",\"tid\":\"4100000000000000110\"},{\"oaid\":\"" + TWO
                        + "\",\"tid\":\"4100000000000000120\"}]"),
                asked());
    }

    @Test
    void whoIsKeptApartStaysApartAlthoughIdAndBuyerAgree() {
        comes("4100000000000000110", ONE);
        comes("4100000000000000120", ONE);
        comes("4100000000000000130", TWO);
        groups.addAll(List.of("4100000000000000110,4100000000000000130", "4100000000000000120"));
        pull();
        assertEquals(works("4100000000000000110"), works("4100000000000000120"), "before the answer");
        pass(Duration.ofMinutes(1));
        assertEquals(works("4100000000000000110"), works("4100000000000000130"));
        assertFalse(works("4100000000000000110").equals(works("4100000000000000120")));
    }

    @Test
    void anAnswerAfterTheReleaseChangesNothingThatWasReleased() {
        comes("4100000000000000110", ONE);
        comes("4100000000000000120", TWO);
        refusal = ScriptedTop.error("7", "App Call Limited", "");
        groups.add("4100000000000000110,4100000000000000120,4100000000000000130");
        pull();
        for (int hour = 0; hour < 13; hour++) {
            pass(Duration.ofHours(1));
        }
        assertFalse(asked().isEmpty());
        assertTrue(order("4100000000000000110").demands().get(0).progress().released() > 0, "nobody waits for ever");
        Set<Long> first = works("4100000000000000110");
        Set<Long> second = works("4100000000000000120");
        refusal = "";
        comes("4100000000000000130", TWO);
        pull();
        pass(Duration.ofHours(1));
        assertEquals(first, works("4100000000000000110"));
        assertEquals(second, works("4100000000000000120"));
        assertFalse(first.equals(second));
        assertFalse(works("4100000000000000130").equals(second));
    }

    @Test
    void aThrottledQuestionIsAskedLater() {
        comes("4100000000000000110", ONE);
        comes("4100000000000000120", TWO);
        refusal = ScriptedTop.error("7", "App Call Limited", "");
        groups.add("4100000000000000110,4100000000000000120");
        pull();
        pass(Duration.ofMinutes(1));
        refusal = "";
        pass(Duration.ofMinutes(1));
        assertEquals(works("4100000000000000110"), works("4100000000000000120"));
    }

    @Test
    void aStrangeAnswerIsTakenAsFarAsItSaysSomething() {
        comes("4100000000000000110", ONE);
        comes("4100000000000000120", TWO);
        comes("4100000000000000130", "1InventedOaidThree");
        groups.addAll(List.of("4100000000000000110,4100000000000000120,77", "4100000000000000130", ""));
        pull();
        pass(Duration.ofMinutes(1));
        assertEquals(works("4100000000000000110"), works("4100000000000000120"));
        assertFalse(works("4100000000000000110").equals(works("4100000000000000130")));
        assertEquals(List.of(), oms.poisoned(9));
    }

    @ParameterizedTest
    @CsvSource({
        "7, '', THROTTLED",
        "15, isp.top-remote-connection-timeout, RETRY",
        "15, isv.trade-not-exist, NOT_FOUND",
        "25, '', INVALID_REQUEST",
        "29, '', UNAUTHORIZED",
        "4711, '', REJECTED"
    })
    void errorsHaveTheirClass(String code, String subCode, ErrorClass expected) {
        refusal = ScriptedTop.error(code, "no", subCode);
        assertEquals(expected, TaobaoGatewayTest.failure(group(top.shop())));
    }

    @Test
    void anExpiredSessionIsRenewedAndTheQuestionAskedAgain() {
        String renewed = "{\\\"access_token\\\":\\\"session-two\\\",\\\"expires_in\\\":86400}";
        top.on(
                        "taobao.top.auth.token.refresh",
                        call -> "{\"top_auth_token_refresh_response\":{\"token_result\":\"" + renewed + "\"}}")
                .on(
                        MERGE,
                        call -> "session-two".equals(call.get("session"))
                                ? list(List.of("1111,2222"))
                                : ScriptedTop.error("27", "Invalid Session", ""));
        assertEquals(List.of(List.of("1111", "2222")), group(top.shop()).orThrow());
    }

    private static Answer<List<List<String>>> group(TaobaoShop shop) {
        return shop.group(List.of(new Receiver("1111", ONE), new Receiver("2222", TWO)));
    }

    @Test
    void anAnswerWithoutAListIsNoAnswer() {
        refusal = "{\"top_oaid_merge_response\":{\"request_id\":\"r\"}}";
        assertFalse(group(top.shop()).isSuccess());
        refusal = "";
        groups.add(" 2222 , 1111");
        assertEquals(List.of(List.of("2222", "1111")), group(top.shop()).orThrow());
    }

    @Test
    void noLogShowsAnId() {
        groups.add("1111,2222");
        TaobaoShop shop = top.shop();
        group(shop);
        refusal = ScriptedTop.error("15", "bad oaid " + ONE, "isv.invalid-oaid");
        group(shop);
        assertFalse(shop.log().recent().isEmpty());
        assertFalse(
                shop.log().recent().toString().contains("InventedOaid"),
                () -> shop.log().recent().toString());
    }
}
