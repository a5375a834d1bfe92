package io.omskit.fulfillment.gift.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTrigger;
import io.omskit.order.OrderFields;
import io.omskit.rule.book.SchemaCheck;
import io.omskit.rule.document.ConditionReading;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.QuestionReading;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GiftBookSchemaTest {
    private final SchemaCheck check = SchemaCheck.of(GiftBookReader.schema(OrderFields.orders()));
    private final JsonNode schema = check.root();

    private Set<String> keys(String pointer) {
        Set<String> keys = new TreeSet<>();
        schema.at(pointer).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private Set<String> texts(String pointer) {
        Set<String> texts = new TreeSet<>();
        schema.at(pointer).forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static Set<String> with(Collection<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> names(Enum<?>... values) {
        return with(Arrays.stream(values).map(Enum::name).toList());
    }

    @Test
    void itNamesTheKeysThatTheReaderReads() {
        assertEquals(with(GiftBookReader.KEYS), keys("/properties"));
        assertEquals(with(GiftRuleReading.KEYS), keys("/$defs/rule/properties"));
        assertEquals(with(GiftRuleReading.VALID), keys("/$defs/valid/properties"));
        assertEquals(with(GiftRuleReading.TRIGGER), keys("/$defs/trigger/properties"));
        assertEquals(with(GiftRuleReading.REWARDS, "pieces", "amount"), keys("/$defs/tier/properties"));
        assertEquals(
                GiftRuleReading.REWARDS.size(), schema.at("/$defs/tier/oneOf").size());
        assertEquals(with(GiftRuleReading.ITEM), keys("/$defs/item/properties"));
        assertEquals(with(GiftRuleReading.LIMITS), keys("/$defs/limits/properties"));
        assertEquals(
                GiftRuleReading.EVERY,
                schema.at("/$defs/rule/properties/repeat/anyOf/0/const").textValue());
        String pattern = schema.at("/$defs/name/anyOf/0/pattern").textValue();
        for (String name : List.of("a", "9-x", "大额复核.v2", "e\u0301", "-a", "a b", "a@b", "a/b", "。", "a\n")) {
            boolean named = Keys.isName(Normalizer.normalize(name, Normalizer.Form.NFC));
            assertEquals(named, Pattern.compile(pattern).matcher(name).matches(), name);
        }
    }

    @Test
    void itNamesEveryChoice() {
        assertEquals(names(GiftRule.TimeBase.values()), texts("/$defs/rule/properties/timeBase/enum"));
        assertEquals(names(GiftRule.StockMode.values()), texts("/$defs/rule/properties/stock/enum"));
        assertEquals(names(GiftTrigger.Presence.values()), texts("/$defs/trigger/properties/presence/enum"));
        assertEquals(names(GiftTrigger.Base.values()), texts("/$defs/trigger/properties/base/enum"));
    }

    @Test
    void itsConditionsAreThoseOfRuleBooks() {
        assertEquals(with(QuestionReading.OPERATORS, "field"), keys("/$defs/field/properties"));
        for (String head : ConditionReading.HEADS) {
            assertEquals(head, schema.at("/$defs/" + head + "/required/0").textValue());
        }
        assertEquals(
                ConditionReading.HEADS.size() + 1,
                schema.at("/$defs/condition/anyOf").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[{'pieces':1,'amount':'9 CNY'}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[{'cheapest':1}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':0,'tiers':[{'pieces':1,'cheapest':1}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'stock':'TAKE','tiers':[{'pieces':1,'cheapest':1}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'limits':{'total':0},'tiers':[{'pieces':1,'cheapest':1}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[{'pieces':1,'allOf':[{'pieces':1}]}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[{'cheapest':1,'sameGoods':1}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[{'pieces':1,'allOf':[{'sku':'A','pieces':1,'quantity':'1"
                        + " kg'}]}]}]}",
                "{'gifts':'b','version':1,'rules':[{'id':'R','version':1,'tiers':[{'pieces':9223372036854775807,'cheapest':1}]}]}",
                "{'gifts':null,'version':1,'rules':[]}",
            })
    void itRefusesWhatTheReaderRefuses(String document) {
        String json = document.replace('\'', '"');
        assertNotEquals(List.of(), check.problems(json), json);
        assertTrue(!GiftBookReader.read("x", json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .isOk());
    }

    @Test
    void whatADocumentCannotSayIsRefusedByTheWriter() {
        GiftBook unnamed = GiftBook.compile("a b", "1", List.of()).orThrow();
        assertThrows(IllegalArgumentException.class, () -> GiftBookWriter.json(unnamed));
    }
}
