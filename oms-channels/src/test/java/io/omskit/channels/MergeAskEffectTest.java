package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.Message;
import io.omskit.fact.Fact.SameReceiver;
import io.omskit.fact.ShopRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A platform's answer about receivers becomes a fact about exactly what was asked. */
class MergeAskEffectTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ShopRef SHOP = new ShopRef("scripted", "corner");

    private final List<List<ReceiverGrouping.Receiver>> asked = new ArrayList<>();
    private Answer<List<List<String>>> answer = Answer.of(List.of());
    private int most = 100;

    private Outcome ask(String... numbers) {
        ReceiverGrouping platform = new ReceiverGrouping() {
            @Override
            public int most() {
                return most;
            }

            @Override
            public Answer<List<List<String>>> group(List<Receiver> orders) {
                asked.add(orders);
                return answer;
            }
        };
        MergeAskEffect handler = new MergeAskEffect(
                SHOP,
                platform,
                order -> order.number().startsWith("x") ? Optional.empty() : Optional.of("id-of-" + order.number()),
                () -> NOON);
        assertEquals(RepeatRule.SAME_KEY, handler.repeat());
        return handler.run(new Effect(
                1, "k", Effect.MERGE_ASK, SHOP.toString(), 0, 0, Map.of("numbers", String.join(";", numbers)), 1, 1));
    }

    private static List<String> told(Outcome outcome) {
        Outcome.Done done = assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals(1, done.news().size());
        Message news = done.news().get(0);
        SameReceiver fact = (SameReceiver) Oms.factMapper()
                .map(news.api(), news.shop(), news.payload(), NOON)
                .facts()
                .get(0);
        assertEquals(SHOP, fact.shop());
        assertEquals(NOON, fact.askedAt());
        fact.groups().forEach(group -> group.forEach(one -> assertEquals("id-of-" + one.number(), one.addressId())));
        return fact.groups().stream()
                .map(group -> String.join(
                        "+", group.stream().map(SameReceiver.Asked::number).toList()))
                .toList();
    }

    private static String said(Outcome outcome) {
        return ((Outcome.Done) outcome).result();
    }

    @Test
    void theGroupsOfThePlatformBecomeOneFact() {
        answer = Answer.of(List.of(List.of("1", "3"), List.of("2")));
        assertEquals(List.of("1+3", "2"), told(ask("1", "2", "3")));
        assertEquals(1, asked.size());
    }

    @Test
    void whoIsNotNamedTravelsAlone() {
        answer = Answer.of(List.of(List.of("1", "3")));
        assertEquals(List.of("1+3", "2"), told(ask("1", "2", "3")));
    }

    @Test
    void whatWasNotAskedIsDroppedAndSaid() {
        answer = Answer.of(List.of(List.of("1", "9", "2"), List.of("8")));
        Outcome outcome = ask("1", "2");
        assertEquals(List.of("1+2"), told(outcome));
        assertTrue(said(outcome).contains("order 9 was not asked about"), said(outcome));
        assertTrue(said(outcome).contains("order 8 was not asked about"), said(outcome));
    }

    @Test
    void whoIsInTwoGroupsTravelsAloneAndWhoIsNamedTwiceInOneDoesNot() {
        answer = Answer.of(List.of(List.of("1", "2", "2"), List.of("1", "3")));
        Outcome outcome = ask("1", "2", "3");
        assertEquals(List.of("2", "3", "1"), told(outcome));
        assertTrue(said(outcome).contains("order 1 is in 2 groups and travels alone"), said(outcome));
        assertTrue(said(outcome).contains("order 2 is named twice"), said(outcome));
    }

    @Test
    void aQuestionIsCutIntoWhatTheChannelTakes() {
        most = 2;
        answer = Answer.of(List.of());
        assertEquals(List.of("1", "2", "3", "4", "5"), told(ask("1", "2", "3", "4", "5")));
        assertEquals(List.of(2, 2), asked.stream().map(List::size).toList(), "a single order needs no call");
    }

    @Test
    void ordersWithoutAnIdAreNotAskedAbout() {
        answer = Answer.of(List.of(List.of("1", "2")));
        assertEquals(List.of("1+2"), told(ask("1", "x7", "2")));
        assertEquals(List.of(), ((Outcome.Done) ask("1", "x7")).news());
        assertEquals(1, asked.size());
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void everyFailureBecomesTheOutcomeThatTheEngineCanActOn(ErrorClass errorClass) {
        answer = Answer.failed(errorClass, "code", "text");
        Class<?> expected =
                switch (errorClass) {
                    case ALREADY_DONE -> Outcome.Done.class;
                    case RETRY, THROTTLED, TOKEN_EXPIRED, CLOCK_SKEW -> Outcome.Retry.class;
                    case UNKNOWN_OUTCOME -> Outcome.Unknown.class;
                    case UNAUTHORIZED, NOT_FOUND, INVALID_REQUEST, REJECTED -> Outcome.Rejected.class;
                };
        assertInstanceOf(expected, ask("1", "2"));
    }

    @Test
    void theWaitIsKeptAndAQuotedIdIsNot() {
        answer = Answer.failed(Failure.throttled("7", "too many calls for id-of-2", Duration.ofMinutes(3)));
        Outcome.Retry outcome = (Outcome.Retry) ask("1", "2");
        assertEquals(Duration.ofMinutes(3), outcome.after());
        assertFalse(outcome.reason().contains("id-of"), outcome.reason());
        assertFalse(asked.toString().contains("id-of"), asked.toString());
    }
}
