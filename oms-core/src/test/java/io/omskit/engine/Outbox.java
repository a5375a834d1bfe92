package io.omskit.engine;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The other side of every effect: keeps what was sent and answers what the test says. */
final class Outbox {
    final List<Effect> sent = new ArrayList<>();
    final List<Effect> asked = new ArrayList<>();

    /** Answers everything with done. */
    EffectHandler taking(String type) {
        return taking(
                type, RepeatRule.SAME_KEY, effect -> Outcome.Done.of("taken"), effect -> new Outcome.Unknown("?"));
    }

    EffectHandler taking(
            String type, RepeatRule rule, Function<Effect, Outcome> whenRun, Function<Effect, Outcome> whenAsked) {
        return new EffectHandler() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public RepeatRule repeat() {
                return rule;
            }

            @Override
            public Outcome run(Effect effect) {
                sent.add(effect);
                return whenRun.apply(effect);
            }

            @Override
            public Outcome ask(Effect effect) {
                asked.add(effect);
                return whenAsked.apply(effect);
            }
        };
    }

    /** What was sent of one type with these data. */
    List<Effect> of(String type, Map<String, String> data) {
        return sent.stream()
                .filter(effect -> effect.type().equals(type))
                .filter(effect -> effect.data().entrySet().containsAll(data.entrySet()))
                .toList();
    }

    List<Effect> releases() {
        return of(Effect.SOURCE_WORK, Map.of("action", "release"));
    }

    List<Effect> cancels() {
        return of(Effect.SOURCE_WORK, Map.of("action", "cancel"));
    }

    List<Effect> notices() {
        return of(Effect.SHIP_NOTICE, Map.of());
    }
}
