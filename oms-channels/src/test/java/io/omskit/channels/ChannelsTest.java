package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ShopRef SHOP = new ShopRef("scripted", "corner");
    private static final String CURSOR = "scripted/corner/orders";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final RecordingInbox inbox = new RecordingInbox();
    private final ScriptedChannel platform = new ScriptedChannel();
    private final Channels channels = Channels.on(
                    inbox,
                    Wiring.of((call, timeout) -> Answer.failed(ErrorClass.RETRY, "none", "no network"), now::get))
            .with(platform);
    private final ShopAccount account =
            ShopAccount.of("scripted", "corner").secret("key", "very-secret").since(NOON.minus(Duration.ofHours(2)));

    @Test
    void aShopRegistersItsMapperAndItsEffects() {
        channels.shop(account);
        assertEquals(List.of("scripted"), inbox.mappers);
        assertEquals(3, inbox.handlers.size(), () -> inbox.handlers.keySet().toString());
    }

    @Test
    void everythingSinceTheStartIsReadAndTheCursorStandsAtTheEnd() {
        fill(9);
        channels.shop(account);
        Channels.Report report = channels.sync();
        assertTrue(report.isComplete(), report::toString);
        assertEquals(List.of("N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"), inbox.numbers());
        assertEquals("2026-03-02T12:00:00Z", inbox.cursors.get(CURSOR));
        assertEquals(9, report.messages());
        assertTrue(report.rows() >= 9, report::toString);
    }

    @Test
    void rowsOfAnOverlapAreNotOfferedAgainUnlessTheyChanged() {
        platform.change(NOON.minusSeconds(60), "A", "old");
        channels.shop(account.every(Duration.ZERO));
        channels.sync();
        now.set(NOON.plusSeconds(120));
        platform.change(NOON.plusSeconds(30), "A", "new");
        channels.sync();
        assertEquals(List.of("A", "A"), inbox.numbers());
    }

    @Test
    void aShopIsNotDueBeforeItsInterval() {
        channels.shop(account.every(Duration.ofMinutes(5)));
        channels.sync();
        int windows = platform.windows.size();
        now.set(NOON.plusSeconds(299));
        channels.sync();
        assertEquals(windows, platform.windows.size());
        now.set(NOON.plusSeconds(300));
        channels.sync();
        assertTrue(platform.windows.size() > windows);
    }

    @Test
    void aFullInboxStopsTheShopBeforeTheCursorAndNothingIsLost() {
        fill(9);
        channels.shop(account);
        inbox.callsUntilFull = 3;
        Channels.Report report = channels.sync();
        assertFalse(report.isComplete());
        Instant cursor = inbox.cursor(CURSOR).map(Instant::parse).orElse(NOON.minus(Duration.ofHours(2)));
        platform.changes
                .headMap(cursor)
                .values()
                .forEach(rows -> rows.forEach(
                        row -> assertTrue(inbox.numbers().contains(row.number()), "the cursor passed " + row)));
        inbox.callsUntilFull = Integer.MAX_VALUE;
        now.set(NOON.plusSeconds(10));
        assertTrue(channels.sync().isComplete());
        assertEquals(9, inbox.numbers().stream().distinct().count());
    }

    @Test
    void aFailedPageLeavesTheCursorBeforeItsWindowAndIsTriedAgainWhenThePlatformSays() {
        for (int i = 0; i < 5; i++) {
            platform.change(NOON.minusSeconds(600 + i), "N" + i, "x");
        }
        platform.pageFailure = Failure.throttled("429", "slow down", Duration.ofSeconds(90));
        channels.shop(account);
        assertEquals(1, channels.sync().troubles().size());
        assertTrue(Instant.parse(inbox.cursors.get(CURSOR)).isBefore(NOON.minusSeconds(600)));
        platform.pageFailure = null;
        now.set(NOON.plusSeconds(89));
        assertEquals(0, channels.sync().rows());
        now.set(NOON.plusSeconds(90));
        channels.sync();
        assertEquals(5, inbox.numbers().stream().distinct().count());
    }

    @Test
    void aCursorThatIsNoTimeStopsTheFeedAndSaysWhatToDo() {
        fill(2);
        inbox.cursors.put(CURSOR, "yesterday");
        channels.shop(account);
        Channels.Report report = channels.sync();
        assertEquals(List.of(), inbox.messages);
        assertTrue(report.troubles().get(0).reason().contains("set it to an instant"), report::toString);
        assertEquals("yesterday", inbox.cursors.get(CURSOR));
    }

    @Test
    void withoutAStartTheFirstReadGoesBackOneDay() {
        platform.change(NOON.minus(Duration.ofHours(23)), "IN", "x");
        platform.change(NOON.minus(Duration.ofHours(25)), "OUT", "x");
        channels.shop(ShopAccount.of("scripted", "corner").secret("key", "very-secret"));
        channels.sync();
        assertEquals(List.of("IN"), inbox.numbers());
    }

    @Test
    void aGenuineWebhookMakesTheOrderBeLookedUp() {
        platform.change(NOON.minus(Duration.ofDays(40)), "OLD", "x");
        channels.shop(account);
        assertTrue(channels.hook(SHOP, webhook("very-secret", "OLD")));
        channels.sync();
        assertEquals(List.of("OLD"), inbox.numbers());
        channels.sync();
        assertEquals(List.of("OLD"), platform.lookUps, "a hint is followed once");
    }

    @Test
    void aForgedWebhookChangesNothing() {
        channels.shop(account);
        assertFalse(channels.hook(SHOP, webhook("guessed", "OLD")));
        channels.sync();
        assertEquals(List.of(), platform.lookUps);
    }

    @Test
    void aHintAtAnOrderThatIsNotThereIsDropped() {
        channels.shop(account);
        channels.hook(SHOP, webhook("very-secret", "GONE"));
        assertEquals("look-up", channels.sync().troubles().get(0).feed());
        channels.sync();
        assertEquals(List.of("GONE"), platform.lookUps);
    }

    @Test
    void aHintIsKeptWhileTheInboxIsFull() {
        platform.change(NOON.minus(Duration.ofDays(40)), "OLD", "x");
        channels.shop(account);
        channels.hook(SHOP, webhook("very-secret", "OLD"));
        inbox.callsUntilFull = 0;
        channels.sync();
        inbox.callsUntilFull = Integer.MAX_VALUE;
        channels.sync();
        assertTrue(inbox.numbers().contains("OLD"));
    }

    @Test
    void anOversizedOrderBecomesAMessageThatIsSeenInsteadOfBlockingTheFeed() {
        platform.change(NOON.minusSeconds(60), "HUGE", "x".repeat(Message.MAX_PAYLOAD));
        platform.change(NOON.minusSeconds(50), "SMALL", "x");
        channels.shop(account);
        assertTrue(channels.sync().isComplete());
        assertEquals(List.of("HUGE", "SMALL"), inbox.numbers());
        assertTrue(inbox.messages.get(0).payload().length < 100);
    }

    @Test
    void unknownPlatformsMissingSecretsAndSecondShopsAreRefusedWithANameAndARemedy() {
        assertMentions("no adapter for platform nowhere", () -> channels.shop(ShopAccount.of("nowhere", "x")));
        assertMentions("has no key", () -> channels.shop(ShopAccount.of("scripted", "x")));
        channels.shop(account);
        assertMentions("connected already", () -> channels.shop(account));
        assertMentions("not connected", () -> channels.hook(new ShopRef("scripted", "other"), webhook("k", "1")));
    }

    @Test
    void startPullsOnTheHostsThreadAndCloseEndsIt() {
        fill(1);
        channels.shop(account);
        List<Runnable> tasks = new ArrayList<>();
        Executor host = tasks::add;
        channels.start(host);
        channels.start(host);
        assertEquals(1, tasks.size(), "started once");
        tasks.get(0).run();
        assertEquals(List.of("N0"), inbox.numbers());
        channels.close();
    }

    @Test
    void whatFailsInTheBackgroundIsTold() {
        for (int i = 0; i < 5; i++) {
            platform.change(NOON.minusSeconds(600 + i), "N" + i, "x");
        }
        platform.pageFailure = Failure.throttled("429", "slow down", Duration.ofSeconds(90));
        channels.shop(account);
        channels.start(Runnable::run);
        channels.close();
        assertEquals(1, inbox.failures.size(), inbox.failures::toString);
        assertTrue(
                inbox.failures.get(0).contains(account.shop().toString())
                        && inbox.failures.get(0).contains("slow down"),
                inbox.failures::toString);
    }

    @Test
    void installedAdaptersAreFoundOnTheClassPath() {
        assertTrue(
                Channels.installed().stream().anyMatch(channel -> channel.id().equals("file")));
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            platform.change(NOON.minus(Duration.ofMinutes(10L * (count - i))), "N" + i, "x");
        }
    }

    private static Channel.WebhookCall webhook(String key, String number) {
        return new Channel.WebhookCall(Map.of("X-Key", key), Map.of(), number.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMentions(String text, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(text) && message.contains("\n"), message);
    }
}
