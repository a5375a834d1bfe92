package io.omskit.engine.stored;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.order.Order;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one order, which are chained backwards from the order. What was planned together is kept once, with one of
 * the orders; here the others find it.
 */
public final class JournalHistory {
    private JournalHistory() {}

    /** Everything that happened to one order, newest first, with the plans that it was part of and their reasons for it. */
    public static List<JournalEntry> of(long orderId, Store store) {
        List<JournalEntry> entries = new ArrayList<>();
        for (Row row : store.load(Tables.ORDER, List.of(orderId))) {
            Order order = Rows.order(row);
            long next = order.journal();
            while (next != 0) {
                JournalEntry entry = entry(next, order, store);
                if (entry == null) {
                    break;
                }
                entries.add(entry);
                next = entry.previous();
            }
        }
        return entries;
    }

    private static @Nullable JournalEntry entry(long rowId, Order order, Store store) {
        for (Row row : store.load(Tables.JOURNAL, List.of(rowId))) {
            List<JournalEntry> together = JournalJson.read(row);
            for (JournalEntry entry : together) {
                if (entry.orderId() == order.id()) {
                    return entry.plannedWith().isEmpty() ? entry : withPlan(entry, together, "order " + order.ref());
                }
            }
        }
        return null;
    }

    /** The entry with the plan that another one of its row has, and with what is said there about this order. */
    private static JournalEntry withPlan(JournalEntry entry, List<JournalEntry> together, String subject) {
        List<Reason> reasons = new ArrayList<>(entry.reasons());
        String plan = entry.plan();
        for (JournalEntry other : together) {
            if (entry.plannedWith().contains(other.orderId())) {
                plan = plan == null ? other.plan() : plan;
                other.reasons().stream()
                        .filter(reason -> reason.subject().equals(subject))
                        .forEach(reasons::add);
            }
        }
        return new JournalEntry(
                entry.position(),
                entry.row(),
                entry.at(),
                entry.orderId(),
                entry.events(),
                entry.previous(),
                entry.payloads(),
                entry.book(),
                reasons,
                plan,
                entry.plannedWith());
    }
}
