package io.omskit.channels.woocommerce;

import static io.omskit.channels.woocommerce.WooOrderFixture.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.Feed;
import io.omskit.channels.ShipNotice.Item;
import io.omskit.channels.ShipNotice.Parcel;
import io.omskit.channels.ShopAccount;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WooCommerceShopTest {
    private static final WindowSplitter.Window WINDOW =
            new WindowSplitter.Window(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"));
    private static final Parcel WHOLE = new Parcel("k1", "501", "sf", "SF100", List.of(), true);
    private static final Parcel PART =
            new Parcel("k2", "501", "sf", "SF100", List.of(new Item("1", Quantity.pieces(1), true)), false);
    private static final String NOTED =
            "[{\"id\":1,\"note\":\"Your order was shipped with SF, tracking number SF100.\"}]";

    // ---- authentication

    @Test
    void overHttpsTheKeyGoesIntoTheBasicHeader() {
        ScriptedStore store = new ScriptedStore().answer(200, order().json());
        store.shop().lookUp("501");

        String expected = Base64.getEncoder().encodeToString("ck_test:cs_test_4711".getBytes(UTF_8));
        assertEquals(
                "Basic " + expected, store.calls.get(0).header("Authorization").orElseThrow());
    }

    @Test
    void overHttpTheCallIsSignedAndTheSecretStaysHome() {
        ScriptedStore store = new ScriptedStore().answer(200, order().json());
        store.shop("http://store.example").lookUp("501");
        HttpCall call = store.calls.get(0);

        assertTrue(call.parameters().containsKey("oauth_signature"));
        assertEquals("1772413200", call.parameters().get("oauth_timestamp"));
        assertTrue(call.header("Authorization").isEmpty());
        assertFalse(call.target().toString().contains("cs_test"));
    }

    @Test
    void whereTheServerStripsTheHeaderKeyAndSecretGoIntoTheQueryAndNotIntoTheLog() {
        ScriptedStore store = new ScriptedStore().answer(200, order().json());
        WooCommerceShop shop =
                store.shop(ScriptedStore.account("https://store.example").with("auth", "query"));
        shop.lookUp("501");

        assertEquals("cs_test_4711", store.calls.get(0).parameters().get("consumer_secret"));
        assertFalse(shop.log().recent().toString().contains("cs_test_4711"));
    }

    @Test
    void anAccountThatLacksSomethingIsRefusedByName() {
        ShopAccount noAddress = ShopAccount.of("woocommerce", "corner").secret("consumerSecret", "cs_x");

        assertNames("endpoint", noAddress);
        assertNames(
                "consumerSecret", ShopAccount.of("woocommerce", "corner").with("endpoint", "https://store.example"));
        assertNames("pageSize", ScriptedStore.account("https://store.example").with("pageSize", "500"));
    }

    // ---- reading

    @Test
    void theWindowGoesOutInGmtWithItsFirstSecondInside() {
        ScriptedStore store = new ScriptedStore().list(0, "[]");
        read(store);
        Map<String, String> query = store.calls.get(0).parameters();

        assertEquals("2026-02-28T23:59:59", query.get("modified_after"));
        assertEquals("2026-03-02T00:00:00", query.get("modified_before"));
        assertEquals("true", query.get("dates_are_gmt"));
    }

    @Test
    void pagesAreReadFromTheLastToTheFirst() {
        ScriptedStore store = new ScriptedStore().list(250, "[" + order().json() + "]");
        List<Feed.Row> rows = new ArrayList<>();
        Pager.Sweep sweep = store.shop().feeds().get(0).read(WINDOW, rows::addAll);

        assertTrue(sweep.isComplete());
        assertEquals(
                List.of("1", "3", "2", "1"),
                store.calls.stream().map(call -> call.parameters().get("page")).toList());
        assertEquals(Instant.parse("2026-03-01T09:00:00Z"), rows.get(0).modified());
    }

    @Test
    void aBodyThatBreaksOffIsNoShortPage() {
        Pager.Sweep sweep = read(new ScriptedStore().list(2, "[" + order().json() + ",{\"id\":50"));

        assertFalse(sweep.isComplete());
    }

    @Test
    void anAnswerWithoutTotalIsNotTakenForTheWholeList() {
        assertFalse(read(new ScriptedStore().answer(200, "[" + order().json() + "]"))
                .isComplete());
    }

    @Test
    void anOrderWithRefundsBringsTheirResourcesWithTheOrderNumber() {
        String withRefund =
                order().with("refunds", "[{\"id\":510,\"total\":\"-4.00\"}]").json();
        String refund = WooOrderFixture.refund(510, "4.00", "").replace("\"parent_id\":501,", "");
        ScriptedStore store = new ScriptedStore().answer(200, withRefund).answer(200, "[" + refund + "]");

        Feed.Row row = store.shop().lookUp("501").orThrow().get(0);

        assertEquals(List.of("GET /orders/501", "GET /orders/501/refunds"), store.paths());
        assertEquals("", row.api());
        var mapped = WooOrderFixture.map(new String(row.payload(), UTF_8));
        assertEquals(List.of(), mapped.problems());
        assertEquals("510", WooOrderFixture.refunds(mapped).get(0).refundId());
    }

    @Test
    void refundsThatCannotBeReadKeepTheOrderFromPassing() {
        String withRefund =
                order().with("refunds", "[{\"id\":510,\"total\":\"-4.00\"}]").json();
        ScriptedStore store = new ScriptedStore().answer(200, withRefund).answer(404, "{}");

        assertEquals(ErrorClass.RETRY, failureOf(store.shop().lookUp("501")));
    }

    @Test
    void anOrderNumberThatIsNoIdIsNotFoundWithoutACall() {
        ScriptedStore store = new ScriptedStore().answer(200, "{}");

        assertEquals(ErrorClass.NOT_FOUND, failureOf(store.shop().lookUp("../settings")));
        assertEquals(List.of(), store.calls);
    }

    @ParameterizedTest
    @CsvSource({
        "401, woocommerce_rest_authentication_error, Invalid signature - does not match., UNAUTHORIZED",
        "401, woocommerce_rest_authentication_error, Invalid timestamp., CLOCK_SKEW",
        "401, woocommerce_rest_cannot_view, Sorry, UNAUTHORIZED",
        "404, woocommerce_rest_shop_order_invalid_id, Invalid ID., NOT_FOUND",
        "400, rest_invalid_param, Invalid parameter(s): page, INVALID_REQUEST",
        "503, maintenance, Briefly unavailable, RETRY",
        "429, too_many, Slow down, THROTTLED"
    })
    void errorsAreToldApart(int status, String code, String message, ErrorClass expected) {
        String body =
                "{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"data\":{\"status\":" + status + "}}";

        assertEquals(
                expected,
                failureOf(new ScriptedStore().answer(status, body).shop().lookUp("501")));
    }

    @Test
    void theWaitThatAHostAsksForIsKept() {
        HttpAnswer answer = HttpAnswer.json(429, "<html>").withHeader("Retry-After", "120");
        var failure = new ScriptedStore()
                .answer(answer)
                .shop()
                .lookUp("501")
                .failure()
                .orElseThrow();

        assertEquals(120, failure.retryAfter().toSeconds());
    }

    // ---- ship notices

    @Test
    void aWholeParcelIsNotedThenTheOrderCompleted() {
        ScriptedStore store = processing().answer(200, "[]").answer(201, "{}").answer(200, "{}");

        assertTrue(store.shop().send(WHOLE).isSuccess());
        assertEquals(
                List.of("GET /orders/501", "GET /orders/501/notes", "POST /orders/501/notes", "PUT /orders/501"),
                store.paths());
        assertTrue(store.calls.get(2).bodyText().contains("SF100"));
        assertTrue(store.calls.get(3).bodyText().contains("\"status\":\"completed\""));
    }

    @Test
    void aPartIsANoteAndTheOrderStaysInProcess() {
        ScriptedStore store = processing().answer(200, "[]").answer(201, "{}");

        assertTrue(store.shop().send(PART).isSuccess());
        assertEquals(3, store.calls.size());
        assertTrue(store.calls.get(2).bodyText().contains("A part of your order"));
    }

    @Test
    void aNotedParcelThatIsToldAgainBecauseTheRestWasCanceledCompletesTheOrder() {
        ScriptedStore store = processing().answer(200, NOTED).answer(200, "{}");
        Item none = new Item("1", Quantity.pieces(0), true);

        assertTrue(store.shop()
                .send(new Parcel("k2:rest", "501", "sf", "SF100", List.of(none), true))
                .isSuccess());
        assertEquals(List.of("GET /orders/501", "GET /orders/501/notes", "PUT /orders/501"), store.paths());
    }

    @Test
    void whatIsNotedAndCompletedIsDoneAlready() {
        ScriptedStore store =
                new ScriptedStore().answer(200, status("completed")).answer(200, NOTED);

        assertEquals(ErrorClass.ALREADY_DONE, failureOf(store.shop().send(WHOLE)));
        assertEquals(2, store.calls.size());
    }

    @Test
    void aNoteWhoseCompletionWasLostIsOnlyCompleted() {
        ScriptedStore store = processing().answer(200, NOTED).answer(200, "{}");

        assertTrue(store.shop().send(WHOLE).isSuccess());
        assertEquals(List.of("GET /orders/501", "GET /orders/501/notes", "PUT /orders/501"), store.paths());
    }

    @Test
    void aLongerTrackingNumberIsAnotherParcel() {
        ScriptedStore store = processing().answer(200, NOTED.replace("SF100", "SF1001"));

        assertEquals(false, store.shop().hasArrived(PART).orThrow());
        assertEquals(
                true, processing().answer(200, NOTED).shop().hasArrived(PART).orThrow());
    }

    @Test
    void aWholeParcelHasArrivedOnlyWhenTheOrderIsCompleted() {
        assertEquals(
                false, processing().answer(200, NOTED).shop().hasArrived(WHOLE).orThrow());
        assertEquals(
                true,
                new ScriptedStore()
                        .answer(200, status("completed"))
                        .answer(200, NOTED)
                        .shop()
                        .hasArrived(WHOLE)
                        .orThrow());
    }

    @ParameterizedTest
    @CsvSource({"pending", "on-hold", "cancelled", "refunded", "failed"})
    void anOrderThatIsNotToBeShippedIsRefused(String status) {
        ScriptedStore store = new ScriptedStore().answer(200, status(status)).answer(200, "[]");

        assertEquals(ErrorClass.REJECTED, failureOf(store.shop().send(WHOLE)));
        assertEquals(2, store.calls.size());
    }

    // ---- stock

    @Test
    void stockGoesToTheProductThatHasTheSku() {
        ScriptedStore store = products("{\"id\":71,\"sku\":\"TEA\",\"type\":\"simple\",\"parent_id\":0}");

        assertTrue(store.shop().setAvailable("TEA", Quantity.pieces(7)).isSuccess());
        assertEquals(List.of("GET /products", "PUT /products/71"), store.paths());
        assertEquals(
                "{\"manage_stock\":true,\"stock_quantity\":7}",
                store.calls.get(1).bodyText());
    }

    @Test
    void stockOfAVariationGoesUnderItsProduct() {
        ScriptedStore store = products("{\"id\":88,\"sku\":\"TEA\",\"type\":\"variation\",\"parent_id\":71}");
        store.shop().setAvailable("TEA", Quantity.of(2_900, Measure.KILOGRAM));

        assertEquals(List.of("GET /products", "PUT /products/71/variations/88"), store.paths());
        assertTrue(store.calls.get(1).bodyText().endsWith(":2}"), "whole units, rounded down");
    }

    @Test
    void aSkuOfNoneOrOfSeveralProductsIsRefused() {
        String one = "{\"id\":71,\"sku\":\"TEA\"}";
        String similar = "{\"id\":72,\"sku\":\"TEA-2\"}";

        assertEquals(ErrorClass.NOT_FOUND, failureOf(products(similar).shop().setAvailable("TEA", Quantity.pieces(1))));
        assertEquals(
                ErrorClass.REJECTED,
                failureOf(
                        products(one + "," + one.replace("71", "73")).shop().setAvailable("TEA", Quantity.pieces(1))));
    }

    private static ScriptedStore products(String objects) {
        return new ScriptedStore().answer(200, "[" + objects + "]").answer(200, "{}");
    }

    private static ScriptedStore processing() {
        return new ScriptedStore().answer(200, status("processing"));
    }

    private static String status(String status) {
        return order().with("status", '"' + status + '"').json();
    }

    private static Pager.Sweep read(ScriptedStore store) {
        return store.shop().feeds().get(0).read(WINDOW, rows -> true);
    }

    private static ErrorClass failureOf(Answer<?> answer) {
        return answer.failure().orElseThrow().errorClass();
    }

    private static void assertNames(String name, ShopAccount account) {
        ScriptedStore store = new ScriptedStore();
        String message = assertThrows(IllegalArgumentException.class, () -> store.shop(account))
                .getMessage();
        assertTrue(message.contains(name), message);
    }
}
