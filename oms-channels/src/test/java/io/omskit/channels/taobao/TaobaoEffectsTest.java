package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.ShipNotice.Item;
import io.omskit.channels.ShipNotice.Parcel;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.HttpAnswer;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ship notices and stock uploads. */
class TaobaoEffectsTest {
    private static final String SEND = "taobao.logistics.offline.send";
    private static final String UPDATE = "taobao.item.quantity.update";
    private static final String TAKEN = "{\"logistics_offline_send_response\":{\"shipping\":{\"is_success\":true}}}";
    private static final String UPDATED = "{\"item_quantity_update_response\":{\"item\":{\"num_iid\":690000000001}}}";

    @Test
    void aWholeParcelIsNotSplit() {
        ScriptedTop top = new ScriptedTop().on(SEND, call -> TAKEN);
        assertTrue(top.shop().send(parcel("sf", List.of())).isSuccess());
        Map<String, String> call = top.calls.get(0);
        assertEquals("SF", call.get("company_code"));
        assertEquals("SF1000001", call.get("out_sid"));
        assertEquals("0", call.get("is_split"));
        assertFalse(call.containsKey("sub_tid"));
    }

    @Test
    void aParcelOfSomeLinesIsSplit() {
        ScriptedTop top = new ScriptedTop().on(SEND, call -> TAKEN);
        List<Item> items = List.of(new Item("11", Quantity.pieces(1), true), new Item("12", Quantity.pieces(2), true));
        assertTrue(top.shop().send(parcel("jt", items)).isSuccess());
        assertEquals("HTKY", top.calls.get(0).get("company_code"));
        assertEquals("1", top.calls.get(0).get("is_split"));
        assertEquals("11,12", top.calls.get(0).get("sub_tid"));
    }

    @Test
    void aCompanyCodeIsTakenAsItIsAndAnUnknownCarrierRefused() {
        ScriptedTop top = new ScriptedTop().on(SEND, call -> TAKEN);
        assertTrue(top.shop().send(parcel("BESTQJT", List.of())).isSuccess());
        assertEquals(
                ErrorClass.INVALID_REQUEST, TaobaoGatewayTest.failure(top.shop().send(parcel("pigeon", List.of()))));
        assertEquals(1, top.calls.size());
    }

    @Test
    void aRefusalOfAKnownParcelMeansThatItIsDone() {
        ScriptedTop top = new ScriptedTop()
                .on(SEND, call -> ScriptedTop.error("15", "refused", "isv.logistics-offline-service-error:B04"))
                .on(TaobaoOrders.FULL_INFO, call -> shipped("SF1000001"));
        assertEquals(
                ErrorClass.ALREADY_DONE, TaobaoGatewayTest.failure(top.shop().send(parcel("sf", List.of()))));
    }

    @Test
    void aRefusalOfAnotherParcelStaysARefusal() {
        ScriptedTop top = new ScriptedTop()
                .on(SEND, call -> ScriptedTop.error("15", "refused", "isv.logistics-offline-service-error:B04"))
                .on(TaobaoOrders.FULL_INFO, call -> shipped("SF9999999"));
        assertEquals(ErrorClass.REJECTED, TaobaoGatewayTest.failure(top.shop().send(parcel("sf", List.of()))));
    }

    @Test
    void theRestOfALineThatIsAnnouncedIsDone() {
        ScriptedTop top = new ScriptedTop()
                .on(SEND, call -> ScriptedTop.error("15", "refused", "isv.logistics-offline-service-error:B04"))
                .on(TaobaoOrders.FULL_INFO, call -> shipped("SF9999999"));
        Parcel rest = parcel("sf", List.of(new Item("11", Quantity.pieces(1), false)));
        Answer<String> answer = top.shop().send(rest);
        assertEquals(ErrorClass.ALREADY_DONE, TaobaoGatewayTest.failure(answer));
        assertTrue(answer.failure().orElseThrow().text().contains("line 11"), answer::toString);
        assertTrue(top.shop().hasArrived(rest).orThrow());
    }

    @Test
    void aWholeLineUnderAnotherNumberStaysARefusal() {
        ScriptedTop top = new ScriptedTop()
                .on(SEND, call -> ScriptedTop.error("15", "refused", "isv.logistics-offline-service-error:B04"))
                .on(TaobaoOrders.FULL_INFO, call -> shipped("SF9999999"));
        Parcel whole = parcel(
                "sf", List.of(new Item("11", Quantity.pieces(1), true), new Item("12", Quantity.pieces(1), true)));
        assertEquals(ErrorClass.REJECTED, TaobaoGatewayTest.failure(top.shop().send(whole)));
        assertEquals(List.of(SEND, TaobaoOrders.FULL_INFO), top.asked("method"), "line 12 is not sent alone");
        assertFalse(top.shop().hasArrived(whole).orThrow());
    }

    @Test
    void theRestOfALineIsLeftOutWhereTheParcelHoldsOtherLines() {
        ScriptedTop top = new ScriptedTop()
                .on(
                        SEND,
                        call -> "11,12".equals(call.get("sub_tid"))
                                ? ScriptedTop.error("15", "refused", "isv.logistics-offline-service-error:B04")
                                : TAKEN)
                .on(TaobaoOrders.FULL_INFO, call -> shipped("SF9999999"));
        Parcel mixed = parcel(
                "sf", List.of(new Item("11", Quantity.pieces(1), false), new Item("12", Quantity.pieces(1), true)));
        assertTrue(top.shop().send(mixed).isSuccess());
        assertEquals("12", top.calls.get(2).get("sub_tid"));
        assertFalse(top.shop().hasArrived(mixed).orThrow(), "line 12 carries no number yet");
    }

    @Test
    void aRefusalForAnotherReasonIsNotRepeatedForFewerLinesForEver() {
        ScriptedTop top = new ScriptedTop()
                .on(SEND, call -> ScriptedTop.error("15", "refused", "isv.logistics-offline-service-error:B04"))
                .on(TaobaoOrders.FULL_INFO, call -> shipped("SF9999999"));
        Parcel mixed = parcel(
                "sf", List.of(new Item("11", Quantity.pieces(1), false), new Item("12", Quantity.pieces(1), true)));
        assertEquals(ErrorClass.REJECTED, TaobaoGatewayTest.failure(top.shop().send(mixed)));
        assertEquals(4, top.calls.size());
    }

    @Test
    void aLostAnswerLeavesTheOutcomeUnknownAndIsNotRepeated() {
        ScriptedTop top = new ScriptedTop()
                .onRaw(SEND, call -> Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "no-answer", "no answer"));
        assertEquals(
                ErrorClass.UNKNOWN_OUTCOME, TaobaoGatewayTest.failure(top.shop().send(parcel("sf", List.of()))));
        assertEquals(1, top.calls.size());
    }

    @Test
    void aCutAnswerLeavesTheOutcomeUnknown() {
        ScriptedTop top = new ScriptedTop().on(SEND, call -> "{\"logistics_offline_send_resp");
        assertEquals(
                ErrorClass.UNKNOWN_OUTCOME, TaobaoGatewayTest.failure(top.shop().send(parcel("sf", List.of()))));
    }

    @Test
    void aParcelHasArrivedWhenItsLinesCarryItsNumber() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> shipped("SF1000001"));
        assertTrue(top.shop().hasArrived(parcel("sf", List.of())).orThrow());
        assertTrue(top.shop()
                .hasArrived(parcel("sf", List.of(new Item("11", Quantity.pieces(1), true))))
                .orThrow());
        assertFalse(top.shop()
                .hasArrived(parcel(
                        "sf",
                        List.of(new Item("11", Quantity.pieces(1), true), new Item("12", Quantity.pieces(1), true))))
                .orThrow());
    }

    @Test
    void stockGoesToTheListingThatAnOrderShowed() {
        ScriptedTop top = new ScriptedTop()
                .on(UPDATE, call -> UPDATED)
                .on(
                        TaobaoOrders.INCREMENT,
                        call -> "{\"trades_sold_increment_get_response\":{\"total_results\":1,\"trades\":{\"trade\":["
                                + TradeFixture.trade() + "]}}}");
        TaobaoShop shop = top.shop();
        TaobaoFeedTest.sweep(shop, "orders", rows -> true);
        assertTrue(shop.setAvailable("X-RED", Quantity.pieces(7)).isSuccess());
        Map<String, String> call = top.calls.get(1);
        assertEquals("690000000001", call.get("num_iid"));
        assertEquals("5300000000001", call.get("sku_id"));
        assertEquals("7", call.get("quantity"));
        assertEquals("1", call.get("type"));
    }

    @Test
    void stockOfACodeThatNoOrderShowedIsLookedUpOnce() {
        ScriptedTop top = new ScriptedTop()
                .on(UPDATE, call -> UPDATED)
                .on(
                        "taobao.skus.custom.get",
                        call -> "{\"skus_custom_get_response\":{\"skus\":{\"sku\":[{\"num_iid\":690000000009,"
                                + "\"sku_id\":5300000000009}]}}}");
        TaobaoShop shop = top.shop();
        assertTrue(shop.setAvailable("Z-1", Quantity.pieces(3)).isSuccess());
        assertTrue(shop.setAvailable("Z-1", Quantity.pieces(2)).isSuccess());
        assertEquals(List.of("taobao.skus.custom.get", UPDATE, UPDATE), top.asked("method"));
        assertEquals("5300000000009", top.calls.get(1).get("sku_id"));
    }

    @Test
    void stockOfACodeThatTheShopDoesNotHaveIsNotFound() {
        ScriptedTop top = new ScriptedTop()
                .on("taobao.skus.custom.get", call -> "{\"skus_custom_get_response\":{}}")
                .on("taobao.items.custom.get", call -> "{\"items_custom_get_response\":{}}");
        assertEquals(
                ErrorClass.NOT_FOUND, TaobaoGatewayTest.failure(top.shop().setAvailable("Z-1", Quantity.pieces(3))));
    }

    @Test
    void thePlatformsOwnNumbersNeedNoLookUp() {
        ScriptedTop top = new ScriptedTop().on(UPDATE, call -> UPDATED);
        assertTrue(top.shop()
                .setAvailable("690000000001:5300000000001", Quantity.pieces(3))
                .isSuccess());
        assertEquals("690000000001", top.calls.get(0).get("num_iid"));
    }

    @Test
    void weighedGoodsCannotBeUploaded() {
        ScriptedTop top = new ScriptedTop();
        Quantity weighed = Quantity.of(500, Measure.KILOGRAM);
        assertEquals(
                ErrorClass.INVALID_REQUEST, TaobaoGatewayTest.failure(top.shop().setAvailable("X", weighed)));
        assertEquals(List.of(), top.calls);
    }

    @Test
    void aLostAnswerToAnUploadIsRepeated() {
        int[] tries = {0};
        ScriptedTop top = new ScriptedTop()
                .onRaw(
                        UPDATE,
                        call -> tries[0]++ == 0
                                ? Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "no-answer", "no answer")
                                : Answer.of(HttpAnswer.json(200, UPDATED)));
        assertTrue(top.shop().setAvailable("690000000001", Quantity.pieces(3)).isSuccess());
        assertEquals(2, tries[0]);
    }

    private static Parcel parcel(String carrier, List<Item> items) {
        return new Parcel("key-1", "7", carrier, "SF1000001", items, items.isEmpty());
    }

    private static String shipped(String tracking) {
        return "{\"trade_fullinfo_get_response\":{\"trade\":{\"tid_str\":\"7\",\"orders\":{\"order\":["
                + "{\"oid_str\":\"11\",\"invoice_no\":\"" + tracking + "\"},{\"oid_str\":\"12\"}]}}}}";
    }
}
