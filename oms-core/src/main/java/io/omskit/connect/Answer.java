package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of a call that may fail for reasons the caller has to handle: a value or a {@link Failure}. Take it apart with {@link #fold}, or chain
 * steps with {@link #map} and {@link #then}; the first failure ends the chain.
 *
 * @param <T> what a successful call yields, never null
 */
public sealed interface Answer<T> {
    /**
     * A successful result.
     *
     * @param value what the call yielded
     */
    record Success<T>(T value) implements Answer<T> {
        /** Refuses null. */
        public Success {
            requireNonNull(value, "value");
        }
    }

    /**
     * An expected failure.
     *
     * @param reason what went wrong
     */
    record Failed<T>(Failure reason) implements Answer<T> {
        /** Refuses null. */
        public Failed {
            requireNonNull(reason, "reason");
        }
    }

    /** A success. */
    static <T> Answer<T> of(T value) {
        return new Success<>(value);
    }

    /** A failure. */
    static <T> Answer<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /** A failure of the given class, code and text. */
    static <T> Answer<T> failed(ErrorClass errorClass, String code, String text) {
        return new Failed<>(Failure.of(errorClass, code, text));
    }

    /** Says whether a value is there. */
    default boolean isSuccess() {
        return this instanceof Success;
    }

    /** The failure, if this is one. */
    default Optional<Failure> failure() {
        return this instanceof Failed<T> failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** The value, if there is one. */
    default Optional<T> toOptional() {
        return this instanceof Success<T> success ? Optional.of(success.value()) : Optional.empty();
    }

    /**
     * The value of an answer that is known to be a success.
     *
     * @throws IllegalStateException if this is a failure
     */
    default T orThrow() {
        return fold(Function.identity(), failure -> {
            throw new IllegalStateException("call failed with " + failure.errorClass() + " " + failure.code() + ": "
                    + failure.text() + "\nAsk isSuccess() first, or take the answer apart with fold().");
        });
    }

    /** Turns either side into one result. */
    default <R> R fold(Function<? super T, ? extends R> onSuccess, Function<? super Failure, ? extends R> onFailure) {
        if (this instanceof Success<T> success) {
            return onSuccess.apply(success.value());
        }
        return onFailure.apply(((Failed<T>) this).reason());
    }

    /** Changes the value; a failure stays as it is. */
    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return fold(value -> Answer.<R>of(change.apply(value)), Answer::<R>failed);
    }

    /** Goes on with a step that may fail itself; a failure stays as it is. */
    default <R> Answer<R> then(Function<? super T, Answer<R>> step) {
        return fold(step, Answer::<R>failed);
    }
}
