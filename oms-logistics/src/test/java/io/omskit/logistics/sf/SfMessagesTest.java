package io.omskit.logistics.sf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.logistics.CarrierAccount;
import org.junit.jupiter.api.Test;

class SfMessagesTest {
    private static Payload created(CarrierAccount account) {
        return PayloadReader.utc().read(SfMessages.createOrder(SfConnectionTest.order("FO-1"), account));
    }

    @Test
    void aCreateNamesKeyGoodsAndBothContacts() {
        Payload message = created(CarrierAccount.of("sf"));
        assertEquals("FO-1", message.get("orderId").text());
        assertEquals(
                "杯子", message.get("cargoDetails").items().get(0).get("name").text());
        assertEquals(2L, message.get("cargoDetails").items().get(0).get("count").wholeOr(0));
        assertEquals(2, message.get("contactInfoList").items().size());
        assertEquals(
                1L,
                message.get("contactInfoList").items().get(0).get("contactType").wholeOr(0));
        assertEquals(
                2L,
                message.get("contactInfoList").items().get(1).get("contactType").wholeOr(0));
        assertEquals("1.250", message.get("totalWeight").text());
        assertEquals(1L, message.get("payMethod").wholeOr(0));
    }

    @Test
    void theAccountAddsCardProductAndPayer() {
        Payload message = created(CarrierAccount.of("sf")
                .with("monthlyCard", "7550000001")
                .with("product", "2")
                .with("payMethod", "3"));
        assertEquals("7550000001", message.get("monthlyCard").text());
        assertEquals(2L, message.get("expressTypeId").wholeOr(0));
        assertEquals(3L, message.get("payMethod").wholeOr(0));
    }

    @Test
    void theRouteQuestionCarriesThePhoneTailOnlyWhereItIsKnown() {
        assertFalse(SfMessages.searchRoutes("SF1", null).contains("checkPhoneNo"));
        assertTrue(SfMessages.searchRoutes("SF1", "0001").contains("\"checkPhoneNo\":\"0001\""));
    }
}
