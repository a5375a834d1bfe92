package io.omskit.finance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Theirs;
import io.omskit.value.Money;
import java.time.Instant;

/** Bodies of this module's rows. */
final class FinanceJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FinanceJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String text(JsonNode node) {
        return node.toString();
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "A stored row of finance is no JSON.\nRestore the table from a backup; nobody else writes it.",
                    broken);
        }
    }

    static ObjectNode write(Theirs record) {
        return object().put("id", record.id())
                .put("reference", record.reference())
                .put("kind", record.kind().name())
                .put("currency", record.gross().currency().getCurrencyCode())
                .put("gross", record.gross().minor())
                .put("fee", record.fee().minor())
                .put("net", record.net().minor())
                .put("at", record.occurredAt().toString())
                .put("settled", record.settled());
    }

    static Theirs theirs(JsonNode node) {
        String currency = node.path("currency").textValue();
        return new Theirs(
                node.path("id").textValue(),
                node.path("reference").textValue(),
                Kind.valueOf(node.path("kind").textValue()),
                Money.of(node.path("gross").longValue(), currency),
                Money.of(node.path("fee").longValue(), currency),
                Money.of(node.path("net").longValue(), currency),
                Instant.parse(node.path("at").textValue()),
                node.path("settled").booleanValue());
    }
}
