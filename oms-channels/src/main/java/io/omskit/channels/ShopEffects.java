package io.omskit.channels;

import io.omskit.connect.Answer;
import io.omskit.connect.Failure;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.Message;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The effects that a connected shop can make happen, one handler for each capability that its connection has. */
final class ShopEffects {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private ShopEffects() {}

    static List<EffectHandler> of(
            Channel channel,
            ShopConnection connection,
            Channels.Quantities quantities,
            Channels.Receivers receivers,
            InstantSource time) {
        List<EffectHandler> handlers = new ArrayList<>(4);
        if (connection instanceof ShipNotice notice) {
            handlers.add(new ShipNoticeEffect(notice));
        }
        if (connection instanceof OrderLookup lookup) {
            handlers.add(new LookUpEffect(channel, connection, lookup));
        }
        if (connection instanceof StockPush push) {
            handlers.add(new StockEffect(connection, push, quantities));
        }
        if (connection instanceof ReceiverGrouping grouping) {
            handlers.add(new MergeAskEffect(connection.shop(), grouping, receivers, time));
        }
        return handlers;
    }

    /** An answer as an outcome; what was done already is done. */
    private static <T> Outcome outcome(Answer<T> answer, Function<T, Outcome> done) {
        return answer.fold(done, failure -> failed(failure));
    }

    static Outcome failed(Failure failure) {
        String reason = failure.code() + ": " + failure.text();
        return switch (failure.errorClass()) {
            case ALREADY_DONE -> Outcome.Done.of("already done, " + reason);
            case RETRY, THROTTLED, TOKEN_EXPIRED, CLOCK_SKEW -> new Outcome.Retry(reason, wait(failure));
            case UNKNOWN_OUTCOME -> new Outcome.Unknown(reason);
            case UNAUTHORIZED, NOT_FOUND, INVALID_REQUEST, REJECTED -> new Outcome.Rejected(reason);
        };
    }

    private static Duration wait(Failure failure) {
        Duration told = failure.retryAfter();
        return told == null ? PAUSE : told;
    }

    static Message message(Channel channel, ShopConnection connection, Feed.Row row) {
        return new Message(channel.mapper().id(), row.api(), connection.shop(), row.number(), row.payload());
    }

    private record ShipNoticeEffect(ShipNotice notice) implements EffectHandler {
        @Override
        public String type() {
            return Effect.SHIP_NOTICE;
        }

        @Override
        public RepeatRule repeat() {
            return notice.repeat();
        }

        @Override
        public Outcome run(Effect effect) {
            return outcome(notice.send(parcel(effect)), Outcome.Done::of);
        }

        @Override
        public Outcome ask(Effect effect) {
            return outcome(
                    notice.hasArrived(parcel(effect)),
                    arrived -> arrived
                            ? Outcome.Done.of("the platform knows the parcel")
                            : new Outcome.Retry("the platform does not know the parcel", Duration.ZERO));
        }

        private static ShipNotice.Parcel parcel(Effect effect) {
            return new ShipNotice.Parcel(
                    effect.key(),
                    effect.datum("number"),
                    effect.datum("carrier"),
                    effect.datum("tracking"),
                    items(effect.data()),
                    Boolean.parseBoolean(effect.data().getOrDefault("whole", "false")));
        }

        /** Reads {@code id:quantity;id:quantity}; a quantity with a point is weighed. */
        private static List<ShipNotice.Item> items(Map<String, String> data) {
            List<String> inPart = List.of(data.getOrDefault("inPart", "").split(";", -1));
            List<ShipNotice.Item> items = new ArrayList<>();
            for (String line : data.getOrDefault("lines", "").split(";", -1)) {
                int colon = line.lastIndexOf(':');
                if (colon > 0) {
                    String amount = line.substring(colon + 1);
                    Measure measure = amount.indexOf('.') < 0 ? Measure.PIECE : Measure.KILOGRAM;
                    String id = line.substring(0, colon);
                    items.add(new ShipNotice.Item(id, Quantity.parse(amount, measure), !inPart.contains(id)));
                }
            }
            return items;
        }
    }

    private record LookUpEffect(Channel channel, ShopConnection connection, OrderLookup lookup)
            implements EffectHandler {
        @Override
        public String type() {
            return Effect.LOOK_UP;
        }

        @Override
        public RepeatRule repeat() {
            return RepeatRule.SAME_KEY;
        }

        @Override
        public Outcome run(Effect effect) {
            return outcome(
                    lookup.lookUp(effect.datum("number")),
                    rows -> new Outcome.Done(
                            rows.size() + " rows",
                            rows.stream()
                                    .map(row -> message(channel, connection, row))
                                    .toList()));
        }
    }

    private record StockEffect(ShopConnection connection, StockPush push, Channels.Quantities quantities)
            implements EffectHandler {
        @Override
        public String type() {
            return Effect.STOCK_UPLOAD;
        }

        @Override
        public RepeatRule repeat() {
            return RepeatRule.SAME_KEY;
        }

        @Override
        public Outcome run(Effect effect) {
            String code = effect.datum("code");
            String sku = effect.data().getOrDefault("sku", code);
            String computed = effect.data().get("quantity");
            Optional<Quantity> available = computed == null
                    ? quantities.available(connection.shop(), code, sku)
                    : Optional.of(Quantity.pieces(Long.parseLong(computed)));
            if (available.isEmpty()) {
                return new Outcome.Rejected("nobody tells what of " + sku + " may be sold in " + connection.shop());
            }
            Quantity floor =
                    available.get().steps() < 0 ? Quantity.zero(available.get().measure()) : available.get();
            return outcome(push.setAvailable(code, floor), Outcome.Done::of);
        }
    }
}
