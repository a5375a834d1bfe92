package io.omskit.finance;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.order.Order;
import io.omskit.store.IdSource;
import io.omskit.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What finance needs of an engine. */
interface OrderSource {
    /**
     * Orders that changed.
     *
     * @param orders as they are now, each once
     * @param position where the next reading goes on
     * @param complete whether nothing more had changed
     */
    record Changes(List<Order> orders, long position, boolean complete) {
        public Changes {
            orders = List.copyOf(orders);
        }
    }

    Changes after(long position, int limit);

    Store store();

    InstantSource time();

    IdSource ids();

    /** The engine as a source: its journal tells which orders changed. */
    static OrderSource of(Oms oms) {
        return new OrderSource() {
            @Override
            public Changes after(long position, int limit) {
                List<JournalEntry> entries = oms.journal().feed(position, limit);
                Set<Long> ids = new LinkedHashSet<>();
                long last = position;
                for (JournalEntry entry : entries) {
                    ids.add(entry.orderId());
                    last = Math.max(last, entry.position());
                }
                List<Order> orders = new ArrayList<>();
                ids.forEach(id -> oms.orders().find(id).ifPresent(orders::add));
                return new Changes(orders, last, entries.isEmpty());
            }

            @Override
            public Store store() {
                return oms.store();
            }

            @Override
            public InstantSource time() {
                return oms.time();
            }

            @Override
            public IdSource ids() {
                return oms.ids();
            }
        };
    }
}
