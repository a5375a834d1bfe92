package io.omskit.logistics;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes waybills as effects of one carrier. What may have been made is asked for before it is made again: numbers cost money.
 */
final class WaybillEffects implements EffectHandler {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CarrierConnection.MakesWaybills connection;
    private final Function<Effect, Answer<Waybill.Order>> orders;
    private final Consumer<Waybill> made;

    /**
     * A handler.
     *
     * @param connection the account
     * @param orders what to send where, or why that is not known
     * @param made hears of every waybill that is there, perhaps twice
     */
    WaybillEffects(
            CarrierConnection.MakesWaybills connection,
            Function<Effect, Answer<Waybill.Order>> orders,
            Consumer<Waybill> made) {
        this.connection = connection;
        this.orders = orders;
        this.made = made;
    }

    @Override
    public String type() {
        return Logistics.WAYBILL;
    }

    @Override
    public RepeatRule repeat() {
        return RepeatRule.ASK_FIRST;
    }

    @Override
    public Outcome run(Effect effect) {
        return orders.apply(effect).then(connection::create).fold(this::done, WaybillEffects::outcome);
    }

    @Override
    public Outcome ask(Effect effect) {
        Answer<Optional<Waybill>> found = connection.find(effect.key());
        return found.fold(
                waybill -> waybill.map(this::done).orElseGet(() -> new Outcome.Retry("not made yet", Duration.ZERO)),
                failure -> new Outcome.Unknown(failure.errorClass() + " " + failure.code()));
    }

    private Outcome done(Waybill waybill) {
        made.accept(waybill);
        return Outcome.Done.of(waybill.number());
    }

    private static Outcome outcome(Failure failure) {
        String reason = failure.errorClass() + " " + failure.code() + ": " + failure.text();
        return switch (failure.errorClass()) {
            case UNKNOWN_OUTCOME, ALREADY_DONE -> new Outcome.Unknown(reason);
            case RETRY, THROTTLED, TOKEN_EXPIRED, CLOCK_SKEW -> {
                Duration wait = failure.retryAfter();
                yield new Outcome.Retry(reason, wait == null ? PAUSE : wait);
            }
            case UNAUTHORIZED, NOT_FOUND, INVALID_REQUEST, REJECTED -> new Outcome.Rejected(reason);
        };
    }

    /** The answer for a waybill that cannot be asked for because something is not known here. */
    static Answer<Waybill.Order> unknown(String code, String what) {
        return Answer.failed(ErrorClass.REJECTED, code, what);
    }
}
