package io.omskit.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.engine.policy.PolicyFile.Sort;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.rule.Field;
import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.book.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors complete: the published files, and those of a host with fields of its own. */
class PolicySchemaTest {
    private static final Map<Sort, String> PUBLISHED = Map.of(
            Sort.RULES,
            "rule-book.schema.json",
            Sort.FLOW,
            "order-flow.schema.json",
            Sort.GIFTS,
            "gift-book.schema.json");
    private static final Fields<OrderView> FIELDS = OrderFields.orders(ZoneOffset.UTC);

    /** Set this property to write the published files anew. */
    private static final String RENEW = "omskit.schemas.renew";

    private static Path published(Sort sort) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("docs"))) {
            root = root.getParent();
        }
        return root.resolve("docs/schemas").resolve(PUBLISHED.get(sort));
    }

    @ParameterizedTest
    @EnumSource
    void thePublishedFileIsWhatTheLibraryMakes(Sort sort) throws IOException {
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(published(sort), PolicyFile.schema(sort, FIELDS));
        }
        assertEquals(
                PolicyFile.schema(sort, FIELDS),
                Files.readString(published(sort)),
                () -> published(sort) + " is old; run this test with -D" + RENEW + "=true");
    }

    private static Set<String> names(Sort sort, Fields<OrderView> fields) {
        Set<String> names = new HashSet<>();
        for (JsonNode one :
                SchemaCheck.of(PolicyFile.schema(sort, fields)).root().at("/$defs/fieldName/anyOf")) {
            names.add(one.path("const").asText());
            assertTrue(one.path("description").asText().length() > 10, one::toString);
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldThatADocumentReadsIsNamedWithItsMeaning(Sort sort) {
        Set<String> names = names(sort, FIELDS);
        for (Field<?, ?> field : FIELDS.all()) {
            boolean read = sort != Sort.GIFTS || !OrderFields.BESIDE_THE_ORDER.contains(field.name());
            assertEquals(read, names.contains(field.name()), field::toString);
        }
        for (Field<?, ?> field : OrderFields.lines().all()) {
            assertTrue(names.contains(field.name()), field::toString);
        }
    }

    @Test
    void aHostGetsTheSchemaOfItsFields() {
        Fields<OrderView> own =
                FIELDS.extend(fields -> fields.integer("host.score", "", Sensitivity.PUBLIC, "Score.", order -> 1));
        assertTrue(names(Sort.RULES, own).contains("host.score"));
        String book = book("{'field':'host.score','>':3}", "'approve'");
        assertEquals(Set.of(), problems(own, book));
        assertEquals(Set.of(), problems(FIELDS, book), "a field of a host stays valid in the published file");
        String wrong = book("{'field':'host.score','>':'much'}", "'approve'");
        assertNotEquals(Set.of(), problems(own, wrong));
    }

    @Test
    void everyActionIsNamedWithItsParameters() {
        JsonNode action =
                SchemaCheck.of(PolicyFile.schema(Sort.RULES, FIELDS)).root().at("/$defs/action/anyOf");
        JsonNode mapping = action.get(action.size() - 1).path("properties");
        Policy.reviewActions().descriptions().forEach((name, description) -> {
            assertEquals(description, mapping.path(name).path("description").textValue());
            Policy.reviewActions()
                    .parameters(name)
                    .orElseThrow()
                    .forEach(parameter -> assertTrue(
                            mapping.at("/" + name + "/properties").has(parameter.name()), parameter::toString));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'field':'order.status','=':'PAYD'}",
                "{'field':'order.payable','>':500}",
                "{'field':'order.payable','>':'500'}",
                "{'field':'order.payable','contains':'500 CNY'}",
                "{'field':'order.minutesSincePaid','>':'90 kg'}",
                "{'field':'order.presale','=':'yes'}",
                "{'field':'order.tags','=':'vip'}",
                "{'field':'order.shop','between':['a','b']}",
                "{'anyLine':'lines','where':{'field':'line.quantity','>':3}}",
                "{'sumLines':'lines','of':'line.amount','>':3}",
                "{'field':'Order payable','>':'5 CNY'}"
            })
    void whatIsWrittenWronglyIsSeenInTheEditor(String when) {
        assertNotEquals(Set.of(), problems(FIELDS, book(when, "'approve'")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'aprove'",
                "{'hold':{'typ':'X'}}",
                "{'hold':{'blocks':['RELEAS']}}",
                "'tag'",
                "{'tag':{}}",
                "{'tag':{'words':[]}}",
                "{'hold':'X'}"
            })
    void anActionThatIsWrittenWronglyIsSeenInTheEditor(String then) {
        assertNotEquals(Set.of(), problems(FIELDS, book("'always'", then)));
    }

    private static String book(String when, String then) {
        return ("{'book':'b','version':1,'rules':[{'id':'r','version':1,'group':'RISK','when':" + when + ",'then':["
                        + then + "]}]}")
                .replace('\'', '"');
    }

    private static Set<String> problems(Fields<OrderView> fields, String document) {
        return Set.copyOf(SchemaCheck.of(PolicyFile.schema(Sort.RULES, fields)).problems(document));
    }
}
