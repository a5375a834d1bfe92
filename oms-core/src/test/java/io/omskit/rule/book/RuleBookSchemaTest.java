package io.omskit.rule.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.rule.document.ConditionReading;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.QuestionReading;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleBookSchemaTest {
    private final JsonNode schema = SchemaCheck.published().root();

    private Set<String> keys(String pointer) {
        Set<String> keys = new TreeSet<>();
        schema.at(pointer).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> with(List<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void itNamesTheKeysThatTheReaderReads() {
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.path("$schema").textValue());
        assertEquals(with(RuleBookReader.KEYS), keys("/properties"));
        assertEquals(with(RuleReading.KEYS), keys("/$defs/rule/properties"));
        assertEquals(with(QuestionReading.OPERATORS, "field"), keys("/$defs/field/properties"));
        assertEquals(with(QuestionReading.SYMBOLS, "sumLines", "of", "where"), keys("/$defs/sumLines/properties"));
        assertEquals(with(QuestionReading.SYMBOLS, "countLines", "where"), keys("/$defs/countLines/properties"));
        for (String head : ConditionReading.HEADS) {
            assertEquals(head, schema.at("/$defs/" + head + "/required/0").textValue());
        }
        assertEquals(
                ConditionReading.HEADS.size() + 1,
                schema.at("/$defs/condition/anyOf").size());
        assertEquals(RuleReading.GROUPS, List.copyOf(groups()));
        String pattern = schema.at("/$defs/name/anyOf/0/pattern").textValue();
        for (String name : List.of("a", "9-x", "大额复核.v2", "e\u0301", "-a", "a b", "a@b", "a/b", "。", "a\n")) {
            boolean named = Keys.isName(Normalizer.normalize(name, Normalizer.Form.NFC));
            assertEquals(named, Pattern.compile(pattern).matcher(name).matches(), name);
        }
    }

    private List<String> groups() {
        List<String> groups = new java.util.ArrayList<>();
        schema.at("/$defs/rule/properties/group/enum").forEach(group -> groups.add(group.textValue()));
        return groups;
    }

    @Test
    void whatItRequiresIsWhatTheReaderMisses() {
        assertEquals(with(RuleBookReader.KEYS), SchemaCheck.names(schema.at("/required")));
        assertEquals(
                with(List.of("id", "version", "group", "when", "then")),
                SchemaCheck.names(schema.at("/$defs/rule/required")));
    }

    @Test
    void itRefusesWhatTheReaderRefuses() {
        for (String document : List.of(
                "{}",
                "{\"book\":\"b\",\"version\":\"1\",\"rules\":[]}",
                "{\"book\":\"b\",\"version\":\"1\",\"rules\":[{\"id\":\"r\"}]}",
                "{\"book\":\"b\",\"version\":\"1\",\"rules\":[{\"id\":\"r\",\"version\":1,\"group\":\"MONEY\","
                        + "\"when\":{\"field\":\"x\"},\"then\":[\"approve\"]}]}")) {
            assertNotEquals(List.of(), SchemaCheck.published().problems(document), document);
        }
    }
}
