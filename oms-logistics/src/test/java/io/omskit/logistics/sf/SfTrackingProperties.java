package io.omskit.logistics.sf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.omskit.logistics.Carrier;
import io.omskit.logistics.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SfTrackingProperties {
    private static final Instant RECEIVED = Instant.parse("2025-03-02T10:00:00Z");
    private static final List<byte[]> GOOD = List.of(
            bytes(SfBodies.answer(SfBodies.wholeTrip())),
            bytes(SfBodies.message(SfBodies.wholeTrip())),
            bytes(SfBodies.push(SfBodies.pushItem("SF1000000000015", "2025-03-02 08:01:44", "44", "派送中"))));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void mutatedBodiesNeverThrowAndAlwaysGiveRows(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = mutated(GOOD.get(random.nextInt(GOOD.size())), random);
        Carrier.Parsed parsed = SfTracking.parse(body, RECEIVED);
        assertNotNull(parsed.rows());
        parsed.parcels()
                .forEach(parcel -> assertNotNull(Timeline.of(parcel.fact()).standing()));
        assertFalse(parsed.parcels().isEmpty() && parsed.problems().isEmpty(), "lost without a word, seed " + seed);
    }

    @Property
    void parsingIsAFunctionOfTheBytes(@ForAll long seed) {
        byte[] body = mutated(GOOD.get(0), new Random(seed));
        assertEquals(SfTracking.parse(body, RECEIVED), SfTracking.parse(body, RECEIVED));
    }

    /** Cuts, repeats, overwrites, or swaps values by ones of another kind. */
    private static byte[] mutated(byte[] good, Random random) {
        byte[] body = good.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            body = once(body, random);
        }
        return body;
    }

    private static byte[] once(byte[] body, Random random) {
        int at = random.nextInt(Math.max(1, body.length));
        switch (random.nextInt(5)) {
            case 0:
                return Arrays.copyOf(body, at);
            case 1:
                byte[] changed = body.clone();
                if (changed.length > 0) {
                    changed[at] = (byte) random.nextInt(256);
                }
                return changed;
            case 2:
                String kinds = List.of("null", "[]", "{}", "17", "true", "1e999", "\"\\u0000\"", "[[[[[[[[")
                        .get(random.nextInt(8));
                return replaced(body, "\"[^\"]{1,20}\"", kinds, random);
            case 3:
                return replaced(body, "\"[a-zA-Z]{4,20}\":", "\"gone\":", random);
            default:
                byte[] doubled = Arrays.copyOf(body, body.length + at);
                System.arraycopy(body, 0, doubled, body.length, at);
                return doubled;
        }
    }

    private static byte[] replaced(byte[] body, String pattern, String by, Random random) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<java.util.regex.MatchResult> hits =
                java.util.regex.Pattern.compile(pattern).matcher(text).results().toList();
        if (hits.isEmpty()) {
            return body;
        }
        java.util.regex.MatchResult hit = hits.get(random.nextInt(hits.size()));
        return bytes(text.substring(0, hit.start()) + by + text.substring(hit.end()));
    }
}
