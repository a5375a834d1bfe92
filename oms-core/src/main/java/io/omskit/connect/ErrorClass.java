package io.omskit.connect;

/**
 * What a failed call means for the caller, whatever the platform calls it. Platform codes are turned into a class by a {@link RetryTable}; the raw code
 * stays in the {@link Failure}.
 */
public enum ErrorClass {
    /** Nothing happened there; the same call may be repeated after a pause. */
    RETRY,
    /** The platform's limit is reached; repeat after the wait that {@link Failure#retryAfter()} names, if the platform told one. */
    THROTTLED,
    /** The access token is missing, expired or revoked where a new one can be fetched: refresh once, repeat once. */
    TOKEN_EXPIRED,
    /** Key, shop or interface is not permitted; only a person can repair this. */
    UNAUTHORIZED,
    /** Our timestamp is outside the platform's tolerance; the call was not executed. */
    CLOCK_SKEW,
    /** The order, number or page does not exist there. */
    NOT_FOUND,
    /** Our fault: a wrong signature, a missing or malformed argument. Never repeated unchanged. */
    INVALID_REQUEST,
    /** A business reason speaks against it; {@link Failure#text()} holds the reason. */
    REJECTED,
    /** The effect exists already, so the goal is reached. */
    ALREADY_DONE,
    /** The call went out and no usable answer came back: ask the platform before repeating. */
    UNKNOWN_OUTCOME;

    /** Says whether the same call may be repeated without a check. */
    public boolean isRepeatable() {
        return this == RETRY || this == THROTTLED;
    }
}
