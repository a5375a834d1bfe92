package io.omskit.logistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Problem;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CarrierTest {
    @Test
    void carriersAreFoundOnTheClassPath() {
        assertEquals(List.of("sf"), Carrier.all().stream().map(Carrier::id).toList());
        assertTrue(Carrier.find("nobody").isEmpty());
        Carrier sf = Carrier.find("sf").orElseThrow();
        assertTrue(sf.capabilities().contains(Carrier.Capability.WAYBILL));
        assertFalse(sf.evidence().contains(Carrier.Evidence.LIVE_PEER));
    }

    @Test
    void anAccountShowsNamesAndNoSecrets() {
        CarrierAccount account =
                CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "hidden-word");
        assertEquals("CarrierAccount[sf options [partnerID] secrets [checkWord]]", account.toString());
        assertEquals("hidden-word", account.secret("checkWord").reveal());
        assertTrue(account.find("monthlyCard").isEmpty());
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> account.option("monthlyCard"));
        assertFalse(missing.getMessage().contains("hidden-word"));
        assertTrue(missing.getMessage().contains("\nAdd .with(\"monthlyCard\""));
    }

    @Test
    void anAccountIsNotChangedByWhatIsMadeOfIt() {
        CarrierAccount bare = CarrierAccount.of("sf");
        CarrierAccount more = bare.with("partnerID", "SHOP");
        assertTrue(bare.find("partnerID").isEmpty());
        assertEquals("SHOP", more.option("partnerID"));
    }

    @Test
    void waybillOrdersShowNoPersonalData() {
        Waybill.Order order = new Waybill.Order(
                "WB-1", OneShop.warehouse(), OneShop.warehouse(), List.of(new Waybill.Goods("cup", 1)), 1, null, null);
        String shown = order + " " + order.sender();
        assertFalse(shown.contains("13000000000") || shown.contains("仓库") || shown.contains("测试路"), shown);
    }

    @Test
    void waybillOrdersAreCompleteOrRefused() {
        Waybill.Party party = OneShop.warehouse();
        List<Waybill.Goods> goods = List.of(new Waybill.Goods("cup", 1));
        assertThrows(IllegalArgumentException.class, () -> new Waybill.Order(" ", party, party, goods, 1, null, null));
        assertThrows(
                IllegalArgumentException.class, () -> new Waybill.Order("k", party, party, List.of(), 1, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Waybill.Order("k", party, party, goods, 0, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Waybill.Party("name", " ", null, OneShop.address()));
        assertThrows(IllegalArgumentException.class, () -> new Waybill("", List.of(), null));
    }

    private static EventCodes codes(String table) {
        return EventCodes.read(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aCodeTableMapsWhatItKnowsAndNamesTheRest() {
        EventCodes codes = codes("# source\n80,DELIVERED\n\n44 , OUT_FOR_DELIVERY\n");
        Payload payload = PayloadReader.utc().read("{\"a\":\"80\",\"b\":44,\"c\":\"81\",\"d\":null}");
        assertEquals(TrackingEventType.DELIVERED, codes.of(payload.get("a")));
        assertEquals(TrackingEventType.OUT_FOR_DELIVERY, codes.of(payload.get("b")));
        assertEquals(TrackingEventType.UNMAPPED, codes.of(payload.get("c")));
        assertEquals(TrackingEventType.UNMAPPED, codes.of(payload.get("d")));
        assertEquals(
                List.of("$.c"), payload.problems().stream().map(Problem::path).toList());
    }

    @Test
    void aBrokenCodeTableIsRefusedWhenItIsRead() {
        for (String broken : List.of("80", "80,ARRIVED", "80,DELIVERED\n80,REFUSED", ",DELIVERED", "80,UNMAPPED")) {
            assertThrows(IllegalArgumentException.class, () -> codes(broken), broken);
        }
        assertThrows(IllegalArgumentException.class, () -> EventCodes.read(null));
    }

    @Test
    void outputLeavesOutWhatIsAbsentAndKeepsWhatIsSaid() {
        Carrier.Parcel parcel = new Carrier.Parcel(
                Scans.pushed(Scans.scan(1, TrackingEventType.PICKED_UP)),
                List.of(new Problem("$.x", "is missing")),
                "SF2");
        Map<String, Object> row =
                new Carrier.Parsed("sf", List.of(parcel), List.of()).rows().get(0);
        assertEquals(
                List.of("carrier", "number", "status", "delivered", "successor", "events", "problems"),
                List.copyOf(row.keySet()));
        assertEquals("[{path=$.x, problem=is missing}]", row.get("problems").toString());
        assertEquals(false, row.get("delivered"));
    }
}
