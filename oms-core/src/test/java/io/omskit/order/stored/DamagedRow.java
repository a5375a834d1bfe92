package io.omskit.order.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A stored row with one or two places in it damaged at random: what a disk, a hand or a foreign program leaves behind. */
public final class DamagedRow {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "99999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "123456789012345678901234567890",
            "\"\"",
            "\"x\"",
            "\"x:1\"",
            "\"CNY:x\"",
            "\"2026-13-45\"",
            "[]",
            "[null]",
            "[[]]",
            "[1,\"x\",2]",
            "{}",
            "{\"x\":null}");

    private final Random random;

    private DamagedRow(long seed) {
        this.random = new Random(seed);
    }

    /** The text with damage from this seed; sometimes no JSON any more. */
    public static String of(String json, long seed) {
        return new DamagedRow(seed).damaged(json);
    }

    private String damaged(String json) {
        if (random.nextInt(20) == 0) {
            return json.substring(0, random.nextInt(json.length()));
        }
        try {
            JsonNode row = TREES.readTree(json);
            for (int i = random.nextInt(2); i >= 0; i--) {
                damage(row);
            }
            return row.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("only a whole row can be damaged", e);
        }
    }

    private void damage(JsonNode row) throws JsonProcessingException {
        List<JsonNode> filled = new ArrayList<>();
        collect(row, filled);
        if (filled.isEmpty()) {
            return;
        }
        JsonNode target = filled.get(random.nextInt(filled.size()));
        if (target instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, odd());
            }
        } else if (target instanceof ArrayNode list) {
            int at = random.nextInt(list.size());
            switch (random.nextInt(4)) {
                case 0 -> list.remove(at);
                case 1 -> list.add(list.get(at).deepCopy());
                default -> list.set(at, odd());
            }
        }
    }

    private JsonNode odd() throws JsonProcessingException {
        return TREES.readTree(ODD.get(random.nextInt(ODD.size())));
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode() && !node.isEmpty()) {
            into.add(node);
        }
        node.forEach(child -> collect(child, into));
    }
}
