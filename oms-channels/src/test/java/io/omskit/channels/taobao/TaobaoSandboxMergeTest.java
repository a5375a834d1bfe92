package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which trades may be merged, answered by {@code taobao.top.oaid.merge}. */
class TaobaoSandboxMergeTest extends TopCaller {
    private static final String MERGE = "taobao.top.oaid.merge";

    @Test
    void tradesOfOneReceiverAreOneTextAndAnotherReceiverIsAnother() {
        String first = paid();
        String other = paid();
        String second = paidTo(first);

        assertEquals(List.of(first + "," + second, other), groups(first, other, second));
    }

    @Test
    void oneReceiverHasOneIdInAWeekAndAnotherInTheNextYetIsOneGroup() {
        // 2026-01-04 is a Sunday; at 16:00 UTC the platform's Monday begins
        String thursday = paid();
        now = Instant.parse("2026-01-04T15:59:59Z");
        String sunday = paidTo(thursday);
        now = now.plusSeconds(1);
        String monday = paidTo(thursday);

        assertEquals(oaid(thursday), oaid(sunday));
        assertNotEquals(oaid(sunday), oaid(monday));
        assertEquals(List.of(thursday + "," + sunday + "," + monday), groups(thursday, sunday, monday));
    }

    @Test
    void theIdDependsOnSellerAndApplicationAndTellsNothing() {
        String number = paid();
        String mine = oaid(number);
        TaobaoSandbox elsewhere =
                new TaobaoSandbox(shop, FaultPlan.none(), "12345678", SECRET, "sess-top-02", "refresh-top-02");

        JsonNode theirs = parsed(elsewhere
                .handle(request(signed(fullReceiver(number, "sess-top-02"))))
                .text());

        assertNotEquals(
                mine, theirs.at("/trade_fullinfo_get_response/trade/oaid").asText());
        assertTrue(mine.length() <= 128, mine);
        assertFalse(mine.contains(shop.order(number).orElseThrow().receiver().phone()));
    }

    @Test
    void aTradeThatIsNotToBeShippedIsAlone() {
        String first = paid();
        String shipped = paidTo(first);
        send(signed(ship(shipped, "SF1000001")));
        String unpaid = shop.invent(1).get(0);
        shop.redirect(unpaid, shop.order(first).orElseThrow().receiver());
        String held = paidTo(first);
        shop.hold(held, true);
        String second = paidTo(first);

        assertEquals(
                List.of(first + "," + second, shipped, unpaid, held), groups(first, shipped, unpaid, held, second));
    }

    @Test
    void aPairThatIsUnknownOrOutdatedIsLeftOut() {
        String first = paid();
        String second = paidTo(first);
        String moved = paidTo(first);
        ArrayNode pairs = JSON.createArrayNode();
        pairs.add(pair("42", "1Oaid"));
        pairs.add(pair(first, oaid(first)));
        pairs.add(pair(second, oaid(second) + "x"));
        pairs.add(pair(moved, oaid(moved)));
        shop.redirect(moved, shop.order(paid()).orElseThrow().receiver());

        assertEquals(List.of(first), texts(send(signed(merge(pairs)))));
        ArrayNode unknown = JSON.createArrayNode().add(pair("42", "1Oaid"));
        JsonNode none = send(signed(merge(unknown))).get("top_oaid_merge_response");
        assertFalse(none.has("tid_list"), "an empty list is missing");
    }

    @Test
    void aHundredPairsAreTakenAndOneMoreIsRefused() {
        String number = paid();
        ArrayNode pairs = JSON.createArrayNode();
        for (int i = 0; i < 100; i++) {
            pairs.add(pair(number, oaid(number)));
        }
        assertEquals(List.of(number), texts(send(signed(merge(pairs)))), "a pair that comes twice counts once");

        pairs.add(pair(number, oaid(number)));
        assertEquals(41, code(send(signed(merge(pairs)))));
    }

    @Test
    void aListThatIsNoneOrLacksAMemberIsRefused() {
        Map<String, String> call = system(MERGE);
        assertEquals(40, code(send(signed(call))));
        for (String wrong : List.of("[]", "{}", "[", "[{\"tid\":\"7\"}]", "[{\"oaid\":\"1\"}]", "[7]")) {
            call.put("merge_list", wrong);
            assertEquals(41, code(send(signed(call))), wrong);
        }
    }

    @Test
    void aForeignSignatureASpentSessionAndAThrottleAreAnsweredAsForEveryCall() {
        String number = paid();
        Map<String, String> call = merge(JSON.createArrayNode().add(pair(number, oaid(number))));
        Map<String, String> forged = signed(call);
        forged.put("merge_list", "[]");
        assertEquals(25, code(send(forged)));

        sandbox = sandbox(FaultPlan.of(1).with(Fault.THROTTLED, 100));
        assertEquals(7, code(send(signed(call))));
        sandbox = sandbox(FaultPlan.of(1).with(Fault.TOKEN_EXPIRED, 100));
        assertEquals(27, code(send(signed(call))));
    }

    private String paid() {
        now = now.plus(Duration.ofSeconds(1));
        for (String number : shop.invent(20)) {
            if (shop.order(number).orElseThrow().deposit() == null) {
                shop.pay(number);
                return number;
            }
        }
        throw new AssertionError("the seed invents only presales");
    }

    private String paidTo(String sibling) {
        Instant before = now;
        now = before.minusSeconds(1);
        String number = paid();
        shop.redirect(number, shop.order(sibling).orElseThrow().receiver());
        return number;
    }

    private Map<String, String> fullReceiver(String number, String session) {
        Map<String, String> call = system("taobao.trade.fullinfo.get");
        call.put("session", session);
        call.put("fields", FIELDS + ",oaid,receiver_address,receiver_phone");
        call.put("tid", number);
        return call;
    }

    private String oaid(String number) {
        return send(signed(fullReceiver(number, "sess-top-01")))
                .at("/trade_fullinfo_get_response/trade/oaid")
                .asText();
    }

    private static JsonNode pair(String tid, String oaid) {
        return JSON.createObjectNode().put("tid", tid).put("oaid", oaid);
    }

    private Map<String, String> merge(ArrayNode pairs) {
        Map<String, String> call = system(MERGE);
        call.put("merge_list", pairs.toString());
        return call;
    }

    private List<String> groups(String... numbers) {
        ArrayNode pairs = JSON.createArrayNode();
        for (String number : numbers) {
            pairs.add(pair(number, oaid(number)));
        }
        return texts(send(signed(merge(pairs))));
    }

    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.at("/top_oaid_merge_response/tid_list/string").forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
