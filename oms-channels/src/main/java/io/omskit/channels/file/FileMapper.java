package io.omskit.channels.file;

import io.omskit.channels.Feed;
import io.omskit.channels.reading.ChannelMapper;
import io.omskit.connect.Problem;
import io.omskit.connect.payload.Payload;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Fact;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Maps whole order files and the payloads of single orders made of them. */
final class FileMapper implements FactMapper {
    private final FileOrders orders = new FileOrders();
    private final ChannelMapper mapper = ChannelMapper.of(orders);

    @Override
    public String id() {
        return FileOrders.PLATFORM;
    }

    @Override
    public int version() {
        return orders.version();
    }

    @Override
    public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
        if (startsAsJson(payload)) {
            return mapped(shop, payload, receivedAt);
        }
        List<Fact> facts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Feed.Row row : OrderFile.payloads("file", payload)) {
            Mapped one = mapped(shop, row.payload(), receivedAt);
            facts.addAll(one.facts());
            problems.addAll(one.problems());
        }
        return new Mapped(facts, problems);
    }

    private Mapped mapped(ShopRef shop, byte[] payload, Instant receivedAt) {
        Payload root = orders.reader().read(payload);
        String refused = root.isObject() ? root.get("refused").text() : null;
        if (refused != null) {
            return new Mapped(List.of(), List.of(new Problem(root.get("row").textOr("file"), refused)));
        }
        return mapper.map(FileOrders.API, shop, payload, receivedAt);
    }

    /** No heading of a CSV file begins with a brace. */
    private static boolean startsAsJson(byte[] payload) {
        return payload.length > 0 && payload[0] == '{';
    }
}
