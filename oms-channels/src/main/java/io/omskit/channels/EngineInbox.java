package io.omskit.channels;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.PersonalData;
import io.omskit.fact.ShopRef;
import io.omskit.stock.Balances;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Optional;

/** The engine as the place where news goes, and as the one that knows what may be sold and where orders go. */
final class EngineInbox implements Inbox, Channels.Quantities, Channels.Receivers {
    private final Oms oms;

    EngineInbox(Oms oms) {
        this.oms = oms;
    }

    @Override
    public Acceptance accept(List<Message> messages, List<Cursor> moves) {
        return oms.accept(messages, moves.toArray(Cursor[]::new));
    }

    @Override
    public Optional<String> cursor(String name) {
        return oms.cursor(name);
    }

    @Override
    public void register(FactMapper mapper) {
        oms.register(mapper);
    }

    @Override
    public void register(String target, EffectHandler handler) {
        oms.register(target, handler);
    }

    @Override
    public Optional<String> addressId(ChannelRef ref) {
        return oms.orders()
                .find(ref)
                .flatMap(order -> oms.orders().personalData(order.id()))
                .map(PersonalData::addressId);
    }

    @Override
    public void failed(String work, String reason) {
        oms.listener().onFailure(work, reason);
    }

    /** What is free at all counted sources together; empty where the catalog does not have the SKU. */
    @Override
    public Optional<Quantity> available(ShopRef shop, String code, String sku) {
        Sku goods = new Sku(sku);
        Item item = oms.catalog().item(goods);
        if (item == null) {
            return Optional.empty();
        }
        List<StockCell> cells = oms.sources().stream()
                .filter(Source::counted)
                .map(source -> new StockCell(source.id(), goods))
                .toList();
        long free = 0;
        for (Balances stock : oms.stock().balances(cells).values()) {
            free += Math.max(0, stock.free());
        }
        return Optional.of(Quantity.of(free, item.measure()));
    }
}
