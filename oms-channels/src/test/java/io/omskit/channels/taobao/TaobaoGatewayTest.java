package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.Feed;
import io.omskit.channels.ShopAccount;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoGatewayTest {
    private static final String TRADE =
            "{\"trade_fullinfo_get_response\":{\"trade\":{\"tid\":7,\"tid_str\":\"7\",\"modified\":\"2026-03-05"
                    + " 11:00:00\"}}}";

    @Test
    void everyCallCarriesTheSystemParametersAndItsSignature() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> TRADE);
        top.shop().lookUp("7");
        Map<String, String> call = top.calls.get(0);
        assertEquals("12345678", call.get("app_key"));
        assertEquals("session-one", call.get("session"));
        assertEquals("2026-03-05 12:00:00", call.get("timestamp"));
        assertEquals("json", call.get("format"));
        assertEquals("2.0", call.get("v"));
        assertEquals("md5", call.get("sign_method"));
        assertEquals(TaobaoSignature.MD5.sign(Secret.of("topsecret01"), call), call.get("sign"));
        assertTrue(call.get("fields").contains("receiver_mobile"), call.get("fields"));
    }

    @Test
    void theMethodOfTheSignatureIsAnOption() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> TRADE);
        top.shop(ScriptedTop.account().with("signMethod", "hmac-sha256")).lookUp("7");
        assertEquals(64, top.calls.get(0).get("sign").length());
    }

    @ParameterizedTest
    @CsvSource({
        "7, '', THROTTLED",
        "15, isp.top-remote-connection-timeout, RETRY",
        "15, isv.trade-not-exist, NOT_FOUND",
        "15, isv.something-else, REJECTED",
        "25, '', INVALID_REQUEST",
        "29, '', UNAUTHORIZED",
        "31, '', CLOCK_SKEW",
        "40, isv.missing-parameter:tid, INVALID_REQUEST",
        "41, isv.invalid-parameter, INVALID_REQUEST",
        "4711, '', REJECTED"
    })
    void errorsHaveTheirClass(String code, String subCode, ErrorClass expected) {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> ScriptedTop.error(code, "no", subCode));
        assertEquals(expected, failure(top.shop().lookUp("7")));
    }

    @Test
    void anExpiredSessionIsRenewedOnceAndTheCallRepeated() {
        ScriptedTop top = new ScriptedTop()
                .on(
                        TaobaoOrders.FULL_INFO,
                        call -> "session-two".equals(call.get("session"))
                                ? TRADE
                                : ScriptedTop.error("27", "Invalid Session", ""))
                .on("taobao.top.auth.token.refresh", call -> {
                    assertEquals("refresh-one", call.get("refresh_token"));
                    assertFalse(call.containsKey("session"));
                    return "{\"top_auth_token_refresh_response\":{\"token_result\":\"{\\\"access_token\\\":"
                            + "\\\"session-two\\\",\\\"refresh_token\\\":\\\"refresh-two\\\",\\\"expires_in\\\":86400,"
                            + "\\\"re_expires_in\\\":0}\"}}";
                });
        TaobaoShop shop = top.shop();
        assertTrue(shop.lookUp("7").isSuccess());
        assertTrue(shop.lookUp("7").isSuccess());
        assertEquals(
                List.of(
                        TaobaoOrders.FULL_INFO,
                        "taobao.top.auth.token.refresh",
                        TaobaoOrders.FULL_INFO,
                        TaobaoOrders.FULL_INFO),
                top.asked("method"));
        assertFalse(shop.log().recent().toString().contains("session-two"));
    }

    @Test
    void anExpiredSessionThatCannotBeRenewedNeedsAPerson() {
        ShopAccount account = ShopAccount.of("taobao", "flagship")
                .with("appKey", "12345678")
                .secret("appSecret", "topsecret01")
                .secret("session", "session-one");
        ScriptedTop top =
                new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> ScriptedTop.error("27", "Invalid Session", ""));
        assertEquals(ErrorClass.UNAUTHORIZED, failure(top.shop(account).lookUp("7")));
    }

    @Test
    void aMissingCredentialIsNamedAtOnce() {
        ShopAccount account =
                ShopAccount.of("taobao", "flagship").with("appKey", "1").secret("appSecret", "topsecret01");
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> new ScriptedTop().shop(account));
        assertTrue(missing.getMessage().contains("session"), missing.getMessage());
        assertFalse(missing.getMessage().contains("topsecret01"), missing.getMessage());
    }

    @Test
    void aCutAnswerIsNeverAnEmptyOne() {
        ScriptedTop top = new ScriptedTop()
                .on(TaobaoOrders.FULL_INFO, call -> "{\"trade_fullinfo_get_response\":{\"trade\":{\"tid\":7")
                .on(TaobaoOrders.INCREMENT, call -> "{\"trades_sold_increment_get_response\":{\"total_results\":0");
        assertEquals(ErrorClass.RETRY, failure(top.shop().lookUp("7")));
        assertFalse(TaobaoFeedTest.sweep(top.shop(), Feed.ORDERS, rows -> true).isComplete());
    }

    @Test
    void anAnswerOfAnotherApiIsNotUnderstood() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> "{\"item_get_response\":{}}");
        assertEquals(ErrorClass.RETRY, failure(top.shop().lookUp("7")));
    }

    @Test
    void aServerErrorIsRepeated() {
        int[] tries = {0};
        ScriptedTop top = new ScriptedTop()
                .onRaw(TaobaoOrders.FULL_INFO, call -> Answer.of(HttpAnswer.json(tries[0]++ == 0 ? 503 : 200, TRADE)));
        assertTrue(top.shop().lookUp("7").isSuccess());
        assertEquals(2, tries[0]);
    }

    @Test
    void anAnswerWithoutTradeMeansThatThereIsNone() {
        ScriptedTop top = new ScriptedTop().on(TaobaoOrders.FULL_INFO, call -> "{\"trade_fullinfo_get_response\":{}}");
        assertEquals(ErrorClass.NOT_FOUND, failure(top.shop().lookUp("7")));
    }

    static ErrorClass failure(Answer<?> answer) {
        return answer.failure().orElseThrow().errorClass();
    }
}
