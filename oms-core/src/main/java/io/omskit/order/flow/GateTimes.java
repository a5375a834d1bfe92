package io.omskit.order.flow;

import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When gates end by themselves and when to look at them again. */
final class GateTimes {
    private GateTimes() {}

    /** When a gate that closes now ends by itself; absent where it does not. */
    static @Nullable Instant expiresAt(Gate gate, Order order, Instant now) {
        AskBack askBack = gate.askBack();
        Duration expiry = gate.expiry();
        if (askBack != null) {
            return askBack.silence().passes() ? now.plus(askBack.deadline()) : null;
        }
        if (expiry == null) {
            return null;
        }
        Instant from =
                switch (gate.expiryFrom()) {
                    case CLOSED -> now;
                    case PAID -> order.paidAt();
                    case PLACED -> {
                        Sale.Basis basis = order.sale().basis();
                        yield basis == null ? null : basis.placedAt();
                    }
                };
        return (from == null ? now : from).plus(expiry);
    }

    /** A gate whose time has passed before it was ever closed stays open. */
    static boolean isOver(Gate gate, Order order, Instant now) {
        Instant end = expiresAt(gate, order, now);
        return end != null && gate.expiryFrom() != Gate.From.CLOSED && !now.isBefore(end);
    }

    /** Whether the time of a hold is over. */
    static boolean isExpired(Hold hold, Instant now) {
        Instant end = hold.expiresAt();
        return end != null && !now.isBefore(end);
    }

    /** The next moment to look at a gate that this hold keeps closed; absent where time alone opens nothing. */
    static @Nullable Instant recheck(Gate gate, Hold hold, Instant now) {
        Duration every = gate.recheck();
        if (every == null) {
            return null;
        }
        Duration age = Duration.between(hold.createdAt(), now);
        long passed = age.isNegative() ? 0 : age.dividedBy(every);
        return hold.createdAt().plus(every.multipliedBy(passed + 1));
    }
}
