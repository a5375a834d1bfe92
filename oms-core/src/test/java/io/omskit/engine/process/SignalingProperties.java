package io.omskit.engine.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.Address;
import io.omskit.engine.policy.ReadingPolicy;
import io.omskit.fact.ChannelRef;
import io.omskit.order.Order;
import io.omskit.order.OrderJson;
import io.omskit.order.PartyKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What is kept of words is the host's own, and nothing of what people wrote. */
class SignalingProperties {
    private static final List<String> KEYWORDS = List.of("Urgent", "no invoice", "顺丰", "wait", "gift wrap");
    private static final ReadingPolicy READING = ReadingPolicy.nothing().withKeywords(KEYWORDS);

    /** A secret and some of the keywords, written in some way and in some order. */
    private static String text(Random random, String secret) {
        List<String> parts = new ArrayList<>(List.of(secret));
        for (String keyword : KEYWORDS) {
            switch (random.nextInt(4)) {
                case 0 -> parts.add(keyword);
                case 1 -> parts.add(keyword.toUpperCase(java.util.Locale.ROOT));
                default -> {}
            }
        }
        Collections.shuffle(parts, random);
        return String.join(random.nextBoolean() ? " " : "", parts);
    }

    private static String secret(Random random) {
        return "q" + Long.toUnsignedString(random.nextLong(), 10) + "q";
    }

    private static void assertHostsWords(@Nullable Set<String> words) {
        assertTrue(words != null && KEYWORDS.containsAll(words), String.valueOf(words));
    }

    @Property
    void noSignalHoldsTextThatIsNotAKeywordOfTheHost(@ForAll long seed) {
        Random random = new Random(seed);
        String secret = secret(random);
        Address address = Address.chinese("浙江省", "杭州市", "余杭区", "", "仓前街道" + secret);
        PartyKeys.Signals signals = Signaling.of(
                SignalingTest.told("138" + secret, address, text(random, secret), text(random, secret)),
                READING,
                new Parties(List.of()));
        assertHostsWords(signals.messageWords());
        assertHostsWords(signals.memoWords());
        assertFalse(signals.toString().contains(secret), signals::toString);
        Order order = Order.expected(1, new ChannelRef("taobao", "flagship", "1001"), Instant.EPOCH)
                .withParties(PartyKeys.NONE.with(signals), null);
        assertFalse(OrderJson.write(order).contains(secret));
    }

    @Property
    void theWordsOfATextAreExactlyThoseThatStandInIt(@ForAll long seed) {
        Random random = new Random(seed);
        String text = text(random, secret(random));
        Set<String> words = READING.wordsIn(text);
        String small = text.toLowerCase(java.util.Locale.ROOT);
        for (String keyword : KEYWORDS) {
            boolean stands = small.contains(keyword.toLowerCase(java.util.Locale.ROOT));
            assertTrue(words != null && words.contains(keyword) == stands, () -> keyword + " in " + text);
        }
    }

    @Property
    void aMaskedTextNeverChangesWhatIsKnown(@ForAll long seed) {
        Random random = new Random(seed);
        PartyKeys.Signals known = Signaling.of(
                SignalingTest.told(null, null, text(random, "a"), text(random, "b")), READING, new Parties(List.of()));
        PartyKeys.Signals masked = Signaling.of(
                SignalingTest.told("1**", null, "**", "*" + random.nextInt()), READING, new Parties(List.of()));
        assertFalse(masked.isNewsAfter(known));
        assertFalse(known.isNewsAfter(known));
    }
}
