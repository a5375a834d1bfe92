package io.omskit.engine.edge;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Makes effects of one type happen for one target or for all. Runs outside of any transaction; may be called again for the
 * same effect after a crash, as its {@link #repeat} rule allows. Safe for several threads.
 */
public interface EffectHandler {
    /** The type of the effects, for example {@link Effect#SHIP_NOTICE}. */
    String type();

    /** What the other side allows when it is not known whether an attempt arrived. */
    RepeatRule repeat();

    /** Makes it happen. Expected failures are outcomes, not exceptions. */
    Outcome run(Effect effect);

    /**
     * Finds out whether an earlier attempt arrived. Called before a repeat under {@link RepeatRule#ASK_FIRST}.
     *
     * @return {@link Outcome.Done} if it arrived, {@link Outcome.Retry} if it did not, {@link Outcome.Unknown} if nobody knows
     */
    default Outcome ask(Effect effect) {
        return new Outcome.Unknown("this effect cannot be asked about");
    }

    /**
     * A handler of one function, for another side that need not be asked.
     *
     * @param run makes it happen; safe for several threads
     */
    static EffectHandler of(String type, RepeatRule repeat, Function<Effect, Outcome> run) {
        return new EffectHandler() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public RepeatRule repeat() {
                return repeat;
            }

            @Override
            public Outcome run(Effect effect) {
                return run.apply(effect);
            }
        };
    }

    /** What the other side allows when it is not known whether an attempt arrived. */
    enum RepeatRule {
        /** Sending the same key again is harmless. */
        SAME_KEY,
        /** Ask whether it arrived, repeat only if not. */
        ASK_FIRST,
        /** Never repeat: a person decides. */
        NEVER
    }

    /** What came of an attempt. */
    sealed interface Outcome {
        /**
         * It happened.
         *
         * @param result what the other side said, for the record; no personal data
         * @param news what was learned by it, accepted in the commit that records the outcome
         */
        record Done(String result, List<Message> news) implements Outcome {
            public Done {
                news = List.copyOf(news);
            }

            /** It happened, and there is no news. */
            public static Done of(String result) {
                return new Done(result, List.of());
            }
        }

        /**
         * It did not happen and may be tried again.
         *
         * @param reason why
         * @param after how long to wait at least
         */
        record Retry(String reason, Duration after) implements Outcome {}

        /**
         * It did not happen and trying again is no use: the order gets a hold and an alert.
         *
         * @param reason why
         */
        record Rejected(String reason) implements Outcome {}

        /**
         * It may or may not have happened.
         *
         * @param reason why nobody knows
         */
        record Unknown(String reason) implements Outcome {}
    }
}
