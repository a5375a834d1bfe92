package io.omskit.engine.stored;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.omskit.connect.Problem;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.RefundFact;
import io.omskit.fact.SettlementFact;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StockFact;
import io.omskit.fact.TrackingFact;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;

/**
 * Facts and personal data as JSON: the payload of facts that modules make themselves, and the content of sealed blocks.
 * The mapper {@code fact} reads them back.
 */
public final class FactJson implements FactMapper {
    /** The mapper id of facts that were made here rather than read from a platform. */
    public static final String ID = "fact";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("omskit")
                    .addSerializer(Money.class, text(Money.class, m -> m.minor() + " " + m.currency()))
                    .addDeserializer(Money.class, reading(Money.class, FactJson::money))
                    .addSerializer(Quantity.class, text(Quantity.class, q -> q.steps() + " " + q.measure()))
                    .addDeserializer(Quantity.class, reading(Quantity.class, FactJson::quantity))
                    .addSerializer(Instant.class, text(Instant.class, Instant::toString))
                    .addDeserializer(Instant.class, reading(Instant.class, Instant::parse))
                    .addSerializer(Currency.class, text(Currency.class, Currency::getCurrencyCode))
                    .addDeserializer(Currency.class, reading(Currency.class, Currency::getInstance)))
            .addMixIn(Fact.class, Typed.class)
            .addMixIn(ShopRef.class, Plain.class)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OrderFact.class, name = "order"),
        @JsonSubTypes.Type(value = RefundFact.class, name = "refund"),
        @JsonSubTypes.Type(value = PaymentFact.class, name = "payment"),
        @JsonSubTypes.Type(value = ShipmentFact.class, name = "shipment"),
        @JsonSubTypes.Type(value = TrackingFact.class, name = "tracking"),
        @JsonSubTypes.Type(value = SettlementFact.class, name = "settlement"),
        @JsonSubTypes.Type(value = StockFact.class, name = "stock"),
        @JsonSubTypes.Type(value = Fact.SameReceiver.class, name = "same-receiver")
    })
    private interface Typed {}

    private abstract static class Plain {
        @JsonIgnore
        @SuppressWarnings("UnusedMethod") // a mix-in: Jackson reads its annotations
        abstract Object shopRef();
    }

    public static byte[] write(Fact fact) {
        return bytes(MAPPER.writerFor(Fact.class)::writeValueAsBytes, fact);
    }

    public static byte[] write(PersonalData personal) {
        return bytes(MAPPER::writeValueAsBytes, personal);
    }

    public static PersonalData personal(byte[] block) {
        PersonalData personal;
        try {
            personal = MAPPER.readValue(block, PersonalData.class);
        } catch (IOException e) {
            // the cause is left out: its message quotes the content
            throw unreadableBlock();
        }
        if (personal == null) {
            throw unreadableBlock();
        }
        return personal;
    }

    private static IllegalStateException unreadableBlock() {
        return new IllegalStateException(
                "a sealed block of personal data is not readable.\nIt was written by a newer version or damaged.");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
        Fact fact;
        try {
            fact = MAPPER.readValue(payload, Fact.class);
        } catch (IOException e) {
            return noFact();
        }
        return fact == null ? noFact() : new Mapped(List.of(fact), List.of());
    }

    private static Mapped noFact() {
        return new Mapped(List.of(), List.of(new Problem("$", "not a fact as this version writes them")));
    }

    private interface Writing {
        byte[] write(Object value) throws IOException;
    }

    private static byte[] bytes(Writing writing, Object value) {
        try {
            return writing.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(value.getClass().getSimpleName() + " could not be written to memory", e);
        }
    }

    private static Money money(String text) {
        int space = text.indexOf(' ');
        return Money.of(Long.parseLong(text, 0, space, 10), Currency.getInstance(text.substring(space + 1)));
    }

    private static Quantity quantity(String text) {
        int space = text.indexOf(' ');
        return Quantity.of(Long.parseLong(text, 0, space, 10), Measure.valueOf(text.substring(space + 1)));
    }

    private static <T> StdSerializer<T> text(Class<T> type, Function<T, String> text) {
        return new StdSerializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(text.apply(value));
            }
        };
    }

    private static <T> StdDeserializer<T> reading(Class<T> type, Function<String, T> read) {
        return new StdDeserializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return read.apply(json.getText());
            }
        };
    }
}
