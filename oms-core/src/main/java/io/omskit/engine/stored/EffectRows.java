package io.omskit.engine.stored;

import io.omskit.engine.edge.Effect;
import io.omskit.store.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Effects as rows and back, and the words for their state. */
public final class EffectRows {
    /** To be done when due. */
    public static final String DUE = "due";

    /** Done, or decided not to do; the result is in the body. */
    public static final String OVER = "over";

    /** Nobody knows whether it happened and it must not be repeated: a person decides. */
    public static final String STUCK = "stuck";

    private static final int STATE_VERSION = 1;

    /** The claim that ended with nothing sent, for sure; kept so that the next attempt need not ask. */
    private static final String UNSENT = "unsent";

    private EffectRows() {}

    public static Row row(
            long id,
            String key,
            String type,
            String target,
            long orderId,
            long fulfillmentOrder,
            Map<String, String> data,
            Instant due) {
        return Row.json(
                        Tables.EFFECT,
                        id,
                        STATE_VERSION,
                        FlatJson.write(new TreeMap<>(data)),
                        key,
                        type,
                        target,
                        orderId == 0 ? null : orderId,
                        fulfillmentOrder == 0 ? null : fulfillmentOrder)
                .withDue(DUE, due);
    }

    public static Effect effect(Row row) {
        Row.Due due = Objects.requireNonNull(row.due());
        TreeMap<String, String> data = new TreeMap<>(FlatJson.read(row.json()));
        data.remove(UNSENT);
        return new Effect(
                row.id(),
                text(row, 0),
                text(row, 1),
                text(row, 2),
                number(row.value(3)),
                number(row.value(4)),
                data,
                due.attempts(),
                row.version());
    }

    /** Whether some earlier attempt may have arrived. */
    public static boolean mayHaveArrived(Row row) {
        int attempts = Objects.requireNonNull(row.due()).attempts();
        String unsent = FlatJson.read(row.json()).get(UNSENT);
        return attempts > 1 && !Integer.toString(attempts - 1).equals(unsent);
    }

    /** The row put off, with nothing sent by the claim that holds it. */
    public static Row unsent(Row row, Instant until) {
        // what an attempt before this one may have sent stays open
        return mayHaveArrived(row)
                ? row.withDue(DUE, until)
                : with(
                                row,
                                Map.of(
                                        UNSENT,
                                        Integer.toString(Objects.requireNonNull(row.due())
                                                .attempts())))
                        .withDue(DUE, until);
    }

    /** The row with its outcome on record. */
    public static Row ended(Row row, String state, String outcome, Instant at) {
        return with(row, Map.of("outcome", outcome, "endedAt", at.toString())).withDue(state, at);
    }

    /** The row with more data. */
    public static Row with(Row row, Map<String, String> more) {
        TreeMap<String, String> data = new TreeMap<>(FlatJson.read(row.json()));
        data.putAll(more);
        return row.withJson(
                STATE_VERSION,
                FlatJson.write(data),
                row.value(0),
                row.value(1),
                row.value(2),
                row.value(3),
                row.value(4));
    }

    private static String text(Row row, int column) {
        return (String) Objects.requireNonNull(row.value(column));
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : (Long) value;
    }
}
