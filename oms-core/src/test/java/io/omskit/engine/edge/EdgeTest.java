package io.omskit.engine.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Problem;
import io.omskit.decision.Reason;
import io.omskit.fact.Fact;
import io.omskit.fact.RandomFacts;
import io.omskit.fact.ShopRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What passes between a host and the engine: complete at birth, unchangeable, silent about persons. */
class EdgeTest {
    private static final ShopRef SHOP = new ShopRef("taobao", "flagship");

    private static Effect effect(Map<String, String> data) {
        return new Effect(7, "notice/1001", Effect.SHIP_NOTICE, "taobao/flagship", 1, 2, data, 1, 3);
    }

    @Test
    void aMessageShowsItsSizeAndNeverItsPayload() {
        byte[] payload = "{\"receiver\":\"Anna\"}".getBytes(StandardCharsets.UTF_8);
        Message message = new Message("taobao", "trade.get", SHOP, "1001", payload);
        assertEquals("Message[taobao trade.get taobao/flagship/1001 19 bytes]", message.toString());
    }

    @Test
    void aMessageHasAtMostFourMebibytes() {
        assertEquals(
                Message.MAX_PAYLOAD, new Message("m", "a", SHOP, "1", new byte[Message.MAX_PAYLOAD]).payload().length);
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Message("m", "a", SHOP, "1", new byte[Message.MAX_PAYLOAD + 1]))
                .getMessage();
        assertTrue(told.startsWith("a message about taobao/flagship has 4194305 bytes, at most 4194304"), told);
        assertTrue(told.contains("\nPass the objects of a page one by one"), told);
    }

    @Test
    void aDatumThatAnEffectLacksIsNamedWithThoseItHas() {
        Effect effect = effect(Map.of("number", "1001"));
        assertEquals("1001", effect.datum("number"));
        String told = assertThrows(IllegalArgumentException.class, () -> effect.datum("tracking"))
                .getMessage();
        assertEquals("effect notice/1001 of type ship-notice has no tracking.\nIts data are [number].", told);
    }

    @Test
    void theDataOfAnEffectCanNotBeChangedLater() {
        Map<String, String> data = new HashMap<>(Map.of("number", "1001"));
        Effect effect = effect(data);
        data.clear();
        assertEquals(Map.of("number", "1001"), effect.data());
        assertThrows(UnsupportedOperationException.class, () -> effect.data().clear());
    }

    @Test
    void aHandlerOfOneFunctionIsThatFunctionAndCannotBeAsked() {
        List<Effect> seen = new ArrayList<>();
        EffectHandler handler = EffectHandler.of("sms", EffectHandler.RepeatRule.NEVER, effect -> {
            seen.add(effect);
            return EffectHandler.Outcome.Done.of("sent");
        });
        Effect effect = effect(Map.of());
        assertEquals("sms", handler.type());
        assertEquals(EffectHandler.RepeatRule.NEVER, handler.repeat());
        assertEquals(new EffectHandler.Outcome.Done("sent", List.of()), handler.run(effect));
        assertEquals(List.of(effect), seen);
        assertInstanceOf(EffectHandler.Outcome.Unknown.class, handler.ask(effect));
        assertEquals(1, seen.size(), "to ask is not to do");
    }

    @Test
    void anAnswerSaysWhetherItWasDoneAndWhy() {
        Reason why = Reason.of("RELEASED", "order 1");
        assertTrue(Command.Result.done(List.of(why)).done());
        assertEquals(
                List.of(why), Command.Result.done(List.of(why)).explanation().reasons());
        Command.Result refused = Command.Result.refused("ORDER_UNKNOWN", "order 1", "units", 2);
        assertFalse(refused.done());
        assertEquals(
                List.of(Reason.of("ORDER_UNKNOWN", "order 1", "units", 2)),
                refused.explanation().reasons());
    }

    @Test
    void whatIsHandedInCanNotBeChangedLater() {
        List<Fact> facts = new ArrayList<>(List.of(new RandomFacts(1).any()));
        List<Problem> problems = new ArrayList<>(List.of(new Problem("$", "odd")));
        FactMapper.Mapped mapped = new FactMapper.Mapped(facts, problems);
        List<Message> news = new ArrayList<>(List.of(new Message("m", "a", SHOP, "1", new byte[0])));
        EffectHandler.Outcome.Done done = new EffectHandler.Outcome.Done("ok", news);
        List<String> events = new ArrayList<>(List.of("FOLDED"));
        JournalEntry entry =
                new JournalEntry(1, 2, Instant.EPOCH, 3, events, 0, List.of(4L), null, List.of(), null, List.of(5L));
        facts.clear();
        problems.clear();
        news.clear();
        events.clear();
        assertEquals(1, mapped.facts().size());
        assertEquals(1, mapped.problems().size());
        assertEquals(1, done.news().size());
        assertEquals(List.of("FOLDED"), entry.events());
        assertThrows(UnsupportedOperationException.class, () -> mapped.facts().clear());
        assertThrows(UnsupportedOperationException.class, () -> done.news().clear());
        assertThrows(UnsupportedOperationException.class, () -> entry.payloads().clear());
    }

    @Test
    void mostMappersHaveNoVocabularyOfTheirOwn() {
        FactMapper mapper = new FactMapper() {
            @Override
            public String id() {
                return "m";
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
                return new Mapped(List.of(), List.of());
            }
        };
        assertEquals(List.of(), mapper.vocabularies());
        assertEquals(Duration.ofSeconds(5), new EffectHandler.Outcome.Retry("busy", Duration.ofSeconds(5)).after());
    }
}
