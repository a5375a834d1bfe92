package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Invariant U1: what is written is read as the same value, whatever versions touched the row in between. */
class OrderJsonProperties {
    private static final ObjectMapper TREES = new ObjectMapper();

    @Property
    void writeThenReadIsTheSameOrder(@ForAll long seed) {
        Order order = new Orders(seed).anyOrder();
        assertEquals(order, read(order, OrderJson.write(order)));
    }

    @Property
    void theSameOrderIsTheSameText(@ForAll long seed) {
        String text = OrderJson.write(new Orders(seed).anyOrder());
        assertEquals(text, OrderJson.write(new Orders(seed).anyOrder()));
    }

    @Property
    void theOrderOfMembersDoesNotMatter(@ForAll long seed) throws Exception {
        Orders random = new Orders(seed);
        Order order = random.anyOrder();
        JsonNode shuffled = shuffled(TREES.readTree(OrderJson.write(order)), random);
        assertEquals(order, read(order, shuffled.toString()));
    }

    @Property
    void whatANewerVersionAddedSurvivesARewriteAnywhere(@ForAll long seed) throws Exception {
        Orders random = new Orders(seed);
        Order order = random.anyOrder();
        JsonNode newer = TREES.readTree(OrderJson.write(order));
        addSomewhere(newer, random);
        Order read = OrderJson.read(order.id(), order.ref(), OrderJson.STATE_VERSION + 1, newer.toString());
        assertNotEquals(null, read.unknown());
        assertEquals(newer, TREES.readTree(OrderJson.write(read)));
        assertEquals(read, read(read, OrderJson.write(read)));
        assertEquals(order, read.withUnknown(null));
    }

    private static Order read(Order order, String json) {
        return OrderJson.read(order.id(), order.ref(), OrderJson.STATE_VERSION, json);
    }

    private static JsonNode shuffled(JsonNode node, Orders random) {
        if (node.isArray()) {
            var copy = TREES.createArrayNode();
            node.forEach(one -> copy.add(shuffled(one, random)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        random.shuffle(names);
        ObjectNode copy = TREES.createObjectNode();
        names.forEach(name -> copy.set(name, shuffled(node.get(name), random)));
        return copy;
    }

    /** Adds members that this version cannot know to some objects, the outermost among them. */
    private static void addSomewhere(JsonNode row, Orders random) throws Exception {
        List<ObjectNode> objects = new ArrayList<>();
        collect(row, objects);
        ((ObjectNode) row).put("zz", 1);
        for (ObjectNode object : objects) {
            if (random.chance(50)) {
                object.set(
                        "novel",
                        TREES.readTree(random.pick(
                                "1",
                                "\"text\"",
                                "null",
                                "[]",
                                "[1,[2,{\"a\":null}]]",
                                "{\"x\":{\"y\":[true]}}",
                                "123456789012345678901234567890",
                                "\"杯\\\"\"")));
            }
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> into) {
        if (node instanceof ObjectNode object) {
            into.add(object);
        }
        node.forEach(child -> collect(child, into));
    }
}
