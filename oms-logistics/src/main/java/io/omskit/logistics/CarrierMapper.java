package io.omskit.logistics;

import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.Fact;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.util.List;

/**
 * A carrier's bodies in the engine's archive: sealed as they came, because only there the texts of scans are kept. What they
 * say is folded by {@link TrackingBook}; the engine leaves tracking facts alone.
 */
final class CarrierMapper implements FactMapper {
    private static final int VERSION = 1;
    private static final String PREFIX = "carrier/";

    private final Carrier carrier;

    CarrierMapper(Carrier carrier) {
        this.carrier = carrier;
    }

    /** A body as a message for the archive. */
    static Message message(String carrier, String api, String number, byte[] body) {
        return new Message(PREFIX + carrier, api, new ShopRef("carrier", carrier), number, body);
    }

    @Override
    public String id() {
        return PREFIX + carrier.id();
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
        Carrier.Parsed parsed = carrier.parse(payload, receivedAt);
        List<Fact> facts =
                parsed.parcels().stream().<Fact>map(Carrier.Parcel::fact).toList();
        return new Mapped(facts, parsed.allProblems());
    }
}
