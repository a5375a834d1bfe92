package io.omskit.channels.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.payload.PayloadReader;
import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShopRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelMapperTest {
    private static final ShopRef SHOP = new ShopRef("shelf", "corner");
    private static final Instant AT = Instant.parse("2026-03-02T00:00:00Z");
    private static final String ONE =
            "{\"no\":\"A1\",\"state\":\"PAID\",\"payable\":\"10.00\",\"lines\":[{\"id\":\"1\",\"amount\":\"10.00\"}]}";
    private static final String TWO = ONE.replace("A1", "A2");
    private static final String REFUND = "{\"id\":\"R1\",\"order_no\":\"A1\",\"amount\":\"4.00\",\"line\":\"1\"}";

    private final ChannelMapper mapper = ChannelMapper.of(new ShelfOrders());

    @Test
    void anAnswerIsRecognizedByItsEnvelope() {
        assertEquals(
                List.of("A1", "A2"), numbers(map("", "{\"list_response\":{\"orders\":[" + ONE + "," + TWO + "]}}")));
    }

    @Test
    void aSingleObjectIsReadUnderItsApi() {
        Mapped mapped = map("shelf.list", ONE);
        assertEquals(List.of("A1"), numbers(mapped));
        assertEquals("shelf.list", mapped.facts().get(0).provenance().source());
        assertEquals(3, ((OrderFact) mapped.facts().get(0)).revision().mapper());
    }

    @Test
    void aWholeAnswerIsReadUnderItsApiToo() {
        assertEquals(List.of("A1"), numbers(map("shelf.detail", "{\"detail_response\":" + ONE + "}")));
    }

    @Test
    void aBareListAndABareOrderAreOrders() {
        assertEquals(List.of("A1", "A2"), numbers(map("", "[" + ONE + "," + TWO + "]")));
        assertEquals(List.of("A1"), numbers(map("", ONE)));
    }

    @Test
    void theNumberMayLieDeeper() {
        String deep = ONE.replace("\"no\":\"A1\"", "\"ids\":{\"no\":900000000000000001}");
        assertEquals(List.of("900000000000000001"), numbers(map("shelf.list", deep)));
    }

    @Test
    void aBundleLinksByNumberWhateverTheOrder() {
        String bundle = "{\"shelf.refunds\":[{\"refunds_response\":{\"refunds\":[" + REFUND + "]}}],\"shelf.list\":"
                + "{\"list_response\":{\"orders\":[" + ONE + "," + TWO + "]}}}";
        Mapped mapped = map("", bundle);
        assertEquals(List.of("A1", "A2"), numbers(mapped));
        assertEquals("A1", refund(mapped).ref().number());
        assertEquals(List.of(), mapped.problems());
    }

    @Test
    void aListAndADetailOfOneOrderAreOneOrderAndTheNewerCounts() {
        String old = ONE.replace("\"state\"", "\"modified\":\"2026-03-01T10:00:00Z\",\"state\"");
        String young =
                ONE.replace("PAID", "SENT").replace("\"state\"", "\"modified\":\"2026-03-01T11:00:00Z\",\"state\"");
        Mapped mapped =
                map("", "{\"shelf.detail\":[{\"detail_response\":" + young + "}],\"shelf.list\":[" + old + "]}");
        assertEquals(1, mapped.facts().size());
        assertEquals(PlatformStatus.SHIPPED, ((OrderFact) mapped.facts().get(0)).status());
    }

    @Test
    void anUnknownKeyOfABundleIsAProblem() {
        Mapped mapped = map("", "{\"shelf.list\":[" + ONE + "],\"shelf.mystery\":[1]}");
        assertEquals(List.of("A1"), numbers(mapped));
        assertTrue(
                mapped.problems().get(0).problem().contains("shelf.mystery"),
                mapped.problems().toString());
    }

    @Test
    void aBodyWithoutNumberIsAProblemAndNoOrder() {
        Mapped mapped = map("", "{\"shelf.list\":[{\"state\":\"PAID\"}," + TWO + "]}");
        assertEquals(List.of("A2"), numbers(mapped));
        assertEquals("$['shelf.list'][0]", mapped.problems().get(0).path());
    }

    @Test
    void aRefundWithoutItsOrderStillBecomesAFact() {
        Mapped mapped = map("shelf.refunds", REFUND);
        assertEquals("R1", refund(mapped).refundId());
        assertEquals(List.of(), numbers(mapped));
    }

    @Test
    void anUnknownApiIsAProblem() {
        assertTrue(map("shelf.other", ONE).problems().get(0).problem().contains("shelf.other"));
    }

    @Test
    void whatIsNothingIsAProblem() {
        for (String nothing : List.of("", "null", "17", "{}", "{\"error_response\":{\"code\":27}}", "\"text\"", "{]")) {
            Mapped mapped = map("", nothing);
            assertEquals(List.of(), mapped.facts(), nothing);
            assertFalse(mapped.problems().isEmpty(), "no problem for: " + nothing);
        }
    }

    @Test
    void twoLinesWithOneIdCostThatOrderOnly() {
        String twin = ONE.replace("[{", "[{\"id\":\"1\",\"amount\":\"1.00\"},{");
        Mapped mapped = map("", "[" + twin + "," + TWO + "]");
        assertEquals(List.of("A2"), numbers(mapped));
        assertTrue(
                mapped.problems().get(0).problem().contains("two lines with id 1"),
                mapped.problems().toString());
    }

    @Test
    void aCutOffListKeepsTheWholeOrdersBeforeTheCut() {
        String whole = "[" + ONE + "," + TWO + "]";
        Mapped mapped = map("", whole.substring(0, whole.length() - 10));
        assertEquals(List.of("A1"), numbers(mapped));
        assertFalse(mapped.problems().isEmpty());
    }

    @Test
    void problemsOfAnOrderTravelWithIt() {
        Mapped mapped = map("", "[" + ONE.replace("PAID", "BEAMED") + "," + TWO + "]");
        OrderFact order = (OrderFact) mapped.facts().get(0);
        assertEquals(PlatformStatus.UNKNOWN, order.status());
        assertEquals("$[0].state", order.problems().get(0).path());
        assertEquals(List.of(), mapped.problems());
        assertEquals(List.of(), ((OrderFact) mapped.facts().get(1)).problems());
    }

    @Test
    void sumsThatDoNotHoldAreFlaggedAndKept() {
        OrderFact order = (OrderFact) map("shelf.list", ONE.replace("\"payable\":\"10.00\"", "\"payable\":\"12.00\""))
                .facts()
                .get(0);
        assertEquals("$.payable", order.problems().get(0).path());
        assertTrue(
                order.problems().get(0).problem().contains("2.00"),
                order.problems().toString());
    }

    @Test
    void theFingerprintIsTheSameThroughListAndDetail() {
        OrderFact list = (OrderFact) map("shelf.list", ONE).facts().get(0);
        OrderFact detail = (OrderFact) map("shelf.detail", ONE).facts().get(0);
        assertEquals(list.revision().hash(), detail.revision().hash());
    }

    @Test
    void anApiDeclaredTwiceIsRefused() {
        PlatformOrders twice = new PlatformOrders() {
            @Override
            public String platform() {
                return "twice";
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public PayloadReader reader() {
                return PayloadReader.utc();
            }

            @Override
            public List<ApiForm> forms() {
                return List.of(ApiForm.orders("x"), ApiForm.parts("x"));
            }

            @Override
            public List<Fact> read(OrderParts parts) {
                return List.of();
            }
        };
        assertThrows(IllegalArgumentException.class, () -> ChannelMapper.of(twice));
    }

    private Mapped map(String api, String json) {
        return mapper.map(api, SHOP, json.getBytes(StandardCharsets.UTF_8), AT);
    }

    private static List<String> numbers(Mapped mapped) {
        return mapped.facts().stream()
                .filter(OrderFact.class::isInstance)
                .map(fact -> ((OrderFact) fact).ref().number())
                .toList();
    }

    private static RefundFact refund(Mapped mapped) {
        return mapped.facts().stream()
                .filter(RefundFact.class::isInstance)
                .map(RefundFact.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
