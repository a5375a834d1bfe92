package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.connect.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PayloadProperties {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PayloadReader READER = PayloadReader.inZone(ZoneId.of("Asia/Shanghai"));
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Property
    void readsTheSameAsAnIndependentParser(@ForAll long seed) throws IOException {
        String json = randomJson(new Random(seed), 4);
        Payload payload = READER.read(json);
        assertSame(JACKSON.readTree(json), payload);
        assertTrue(payload.isWhole() && payload.problems().isEmpty(), json);
    }

    @Property
    void mutatedBytesNeverBreakTheReader(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int mutations) {
        Random random = new Random(seed);
        byte[] bytes = SampleOrders.json(seed, 3).getBytes(UTF_8);
        for (int i = 0; i < mutations; i++) {
            bytes = mutated(bytes, random);
        }
        Payload payload = READER.read(bytes);
        readEverything(payload, 0);
        for (Problem problem : payload.problems()) {
            assertTrue(problem.path().startsWith("$"), problem::toString);
        }
        assertTrue(payload.isWhole() || !payload.problems().isEmpty(), "a torn document must say so");
    }

    @Property
    void ordersBeforeACutSurviveAndTheCutIsNamed(@ForAll long seed, @ForAll @IntRange(max = 5000) int at) {
        String json = SampleOrders.json(seed, 5);
        byte[] bytes = json.getBytes(UTF_8);
        int cut = Math.min(at, bytes.length - 1);
        Payload payload = READER.read(Arrays.copyOf(bytes, cut));
        List<Payload> all =
                READER.read(bytes).at("list_response", "trades", "trade").items();
        List<Payload> left = payload.at("list_response", "trades", "trade").items();
        assertFalse(payload.isWhole());
        assertFalse(payload.problems().isEmpty());
        for (int i = 0; i < left.size(); i++) {
            assertEquals(all.get(i).json(), left.get(i).json());
            assertTrue(left.get(i).problems().isEmpty());
        }
        long complete = all.stream().filter(order -> endOf(json, order) <= cut).count();
        assertEquals(complete, left.size());
    }

    @Property
    void fastAmountsEqualExactDecimals(@ForAll long unscaled, @ForAll @IntRange(max = 6) int scale) {
        String text =
                BigDecimal.valueOf(unscaled % 1_000_000_000_000_000_000L, scale).toPlainString();
        Payload place = READER.read("{\"a\":\"" + text + "\",\"b\":" + text + "}");
        BigDecimal minor = new BigDecimal(text).movePointRight(2).stripTrailingZeros();
        boolean exact = minor.scale() <= 0 && minor.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        for (String name : List.of("a", "b")) {
            var money = place.get(name).money(CNY, Payload.Unit.MAJOR);
            assertEquals(exact, money != null, text);
            assertTrue(money == null || money.minor() == minor.longValueExact(), text);
        }
    }

    @Property
    void anyTextIsEitherADecimalOrAProblem(@ForAll String text) throws IOException {
        Payload place =
                READER.read("{\"a\":" + JACKSON.writeValueAsString(text) + "}").get("a");
        BigDecimal value = place.decimal();
        String clean = text.replace("\0", "").strip();
        assertTrue(value != null || clean.isEmpty() || !place.problems().isEmpty(), text);
        assertTrue(value == null || new BigDecimal(clean).equals(value));
    }

    private static int endOf(String json, Payload order) {
        String source = order.json();
        return json.substring(0, json.indexOf(source) + source.length()).getBytes(UTF_8).length;
    }

    private static void readEverything(Payload place, int depth) {
        place.text();
        place.id();
        place.time();
        place.epochMillis();
        place.epochSeconds();
        place.whole();
        place.flag();
        place.money(CNY, Payload.Unit.MAJOR);
        place.money(CNY, Payload.Unit.MINOR);
        place.roundedMoney(CNY);
        place.mapped(Map.of("fixed", 1), 0);
        place.parsed().require("x");
        place.json();
        assertTrue(depth < 70);
        if (place.isObject()) {
            place.members().forEach((name, value) -> {
                readEverything(value, depth + 1);
                place.get(name);
                value.path();
            });
        } else if (place.isList()) {
            place.items().forEach(item -> readEverything(item, depth + 1));
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return "{".getBytes(UTF_8);
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
        byte[] chosen = Arrays.copyOfRange(bytes, at, end);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, end, new byte[0]);
            case 2 -> spliced(bytes, at, end, (new String(chosen, UTF_8) + new String(chosen, UTF_8)).getBytes(UTF_8));
            case 3 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 4 -> spliced(bytes, at, at, "[{".repeat(40).getBytes(UTF_8));
            case 5 -> spliced(bytes, at, at, "1e999999999".getBytes(UTF_8));
            case 6 -> spliced(bytes, at, at, new byte[] {0, (byte) 0xED, (byte) 0xA0, (byte) 0x80});
            default -> spliced(bytes, at, at, "\\u0000\\ud800\"".getBytes(UTF_8));
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(with);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static void assertSame(JsonNode expected, Payload actual) {
        switch (expected.getNodeType()) {
            case OBJECT -> {
                assertEquals(
                        expected.size(),
                        actual.isAbsent() ? 0 : actual.members().size());
                expected.properties().forEach(entry -> assertSame(entry.getValue(), actual.get(entry.getKey())));
            }
            case ARRAY -> {
                List<Payload> items = actual.items();
                int next = 0;
                for (JsonNode item : expected) {
                    if (!item.isNull()) {
                        assertSame(item, items.get(next++));
                    }
                }
                assertEquals(next, items.size());
            }
            case STRING -> assertEquals(expected.textValue().isEmpty() ? null : expected.textValue(), actual.text());
            case NUMBER -> assertEquals(0, expected.decimalValue().compareTo(actual.decimal()));
            case BOOLEAN -> assertEquals(expected.booleanValue(), actual.flag());
            default -> assertTrue(actual.isAbsent());
        }
    }

    private static String randomJson(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 9);
        StringBuilder out = new StringBuilder();
        switch (kind) {
            case 0 -> out.append(BigDecimal.valueOf(random.nextLong(), random.nextInt(30) - 10));
            case 1 -> out.append(random.nextBoolean());
            case 2 -> out.append("null");
            case 3, 4 -> out.append(randomText(random));
            case 5, 6 -> {
                out.append("[ ");
                for (int i = random.nextInt(5); i > 0; i--) {
                    out.append(randomJson(random, depth - 1)).append(i > 1 ? " ,\n" : "");
                }
                out.append(']');
            }
            default -> {
                out.append('{');
                int members = random.nextInt(6);
                for (int i = 0; i < members; i++) {
                    String name = randomText(random);
                    out.append(name, 0, name.length() - 1).append(i).append("\" : ");
                    out.append(randomJson(random, depth - 1)).append(i < members - 1 ? ",\t" : "");
                }
                out.append('}');
            }
        }
        return out.toString();
    }

    private static String randomText(Random random) {
        String[] parts = {"a", "订单", "\\n", "\\u00e9", "😀", "\\ud83d\\ude00", " ", "\\\"", "\\\\", "/", "id"};
        StringBuilder out = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append(parts[random.nextInt(parts.length)]);
        }
        return out.append('"').toString();
    }
}
