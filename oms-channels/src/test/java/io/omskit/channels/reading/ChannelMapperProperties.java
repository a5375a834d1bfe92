package io.omskit.channels.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChannelMapperProperties {
    private static final ShopRef SHOP = new ShopRef("shelf", "corner");
    private static final Instant AT = Instant.parse("2026-03-02T00:00:00Z");

    private final ChannelMapper mapper = ChannelMapper.of(new ShelfOrders());

    @Property
    void everyOrderOfABundleComesOnceWhateverTheArrangement(
            @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> numbers = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("N" + i);
            String order = order("N" + i);
            bodies.add(random.nextBoolean() ? order : "{\"list_response\":{\"orders\":[" + order + "]}}");
        }
        Collections.shuffle(bodies, random);
        Mapped mapped = map("", "{\"shelf.list\":[" + String.join(",", bodies) + "]}");
        assertEquals(
                numbers,
                mapped.facts().stream()
                        .map(fact -> ((OrderFact) fact).ref().number())
                        .sorted((a, b) -> Integer.compare(index(a), index(b)))
                        .toList());
        assertEquals(List.of(), mapped.problems());
    }

    @Property
    void aBrokenOrderNeverCostsItsNeighbors(@ForAll @IntRange(min = 2, max = 8) int count, @ForAll long seed) {
        Random random = new Random(seed);
        int broken = random.nextInt(count);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(order("N" + i));
        }
        List<String> damages = List.of(
                "{\"no\":null}", "17", "\"text\"", "[]", "{\"no\":{\"x\":1}}", "{\"no\":\"" + "9".repeat(300) + "\"}");
        orders.set(broken, damages.get(random.nextInt(damages.size())));
        Mapped mapped = map("", "[" + String.join(",", orders) + "]");
        assertEquals(
                count - 1L,
                mapped.facts().stream().filter(OrderFact.class::isInstance).count(),
                () -> orders.toString());
    }

    @Property
    void noDamageMakesItThrowOrLoseTheTrace(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = ("{\"shelf.list\":[" + order("N1") + "," + order("N2") + "]}").getBytes(StandardCharsets.UTF_8);
        int from = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes = Arrays.copyOf(bytes, from);
            case 1 -> bytes[from] = (byte) random.nextInt(256);
            default -> Arrays.fill(bytes, from, Math.min(bytes.length, from + 5), (byte) '{');
        }
        Mapped mapped = mapper.map("", SHOP, bytes, AT);
        long orders =
                mapped.facts().stream().filter(OrderFact.class::isInstance).count();
        assertTrue(orders <= 3, () -> "more orders than there were: " + mapped.facts());
        if (orders < 2) {
            assertFalse(mapped.problems().isEmpty(), "an order is gone and nothing says so");
        }
    }

    private static int index(String number) {
        return Integer.parseInt(number.substring(1));
    }

    private static String order(String number) {
        return List.of(
                        "\"no\":\"" + number + "\"",
                        "\"state\":\"PAID\"",
                        "\"payable\":10.00",
                        "\"lines\":[{\"id\":1,\"amount\":\"10\"}]")
                .stream()
                .collect(Collectors.joining(",", "{", "}"));
    }

    private Mapped map(String api, String json) {
        return mapper.map(api, SHOP, json.getBytes(StandardCharsets.UTF_8), AT);
    }
}
