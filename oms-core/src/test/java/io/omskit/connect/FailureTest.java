package io.omskit.connect;

import static io.omskit.connect.ErrorClass.INVALID_REQUEST;
import static io.omskit.connect.ErrorClass.NOT_FOUND;
import static io.omskit.connect.ErrorClass.REJECTED;
import static io.omskit.connect.ErrorClass.RETRY;
import static io.omskit.connect.ErrorClass.THROTTLED;
import static io.omskit.connect.ErrorClass.UNKNOWN_OUTCOME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void textsAreMaskedFlattenedAndShortened() {
        Failure failure =
                Failure.of(REJECTED, "12", "receiver 138 0013 8000,\nmail li@example.test " + "x".repeat(500));
        assertFalse(failure.text().contains("8000"));
        assertFalse(failure.text().contains("@"));
        assertFalse(failure.text().contains("\n"));
        assertTrue(failure.text().length() <= 300);
    }

    @Test
    void negativeWaitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Failure.throttled("a", "b", Duration.ofSeconds(-1)));
    }

    @Test
    void answersChainUntilTheFirstFailure() {
        Answer<Integer> two = Answer.of(1).map(x -> x + 1);
        Answer<Integer> failed = two.then(x -> Answer.<Integer>failed(NOT_FOUND, "404", "gone"));
        assertEquals(2, two.orThrow());
        assertEquals(Optional.of(2), two.toOptional());
        assertEquals(NOT_FOUND, failed.map(x -> x * 5).failure().orElseThrow().errorClass());
        assertEquals("404", failed.fold(x -> "ok", Failure::code));
        assertThrows(IllegalStateException.class, failed::orThrow);
    }

    @Test
    void tableKnowsExactCodesBeforeLongerPrefixes() {
        RetryTable table = RetryTable.empty()
                .with(THROTTLED, "7", "isp.limit")
                .withPrefix(RETRY, "isp.")
                .withPrefix(INVALID_REQUEST, "isv.", "isp.bad-");
        assertEquals(THROTTLED, table.failure("7", "x").errorClass());
        assertEquals(THROTTLED, table.failure("15", "isp.limit", "x").errorClass());
        assertEquals(RETRY, table.failure("15", "isp.down", "x").errorClass());
        assertEquals(INVALID_REQUEST, table.failure("15", "isp.bad-field", "x").errorClass());
        assertEquals("15/isp.down", table.failure("15", "isp.down", "x").code());
    }

    @Test
    void unknownCodesAreRejectedAndKept() {
        Failure failure = RetryTable.empty().failure("9999", "new");
        assertEquals(REJECTED, failure.errorClass());
        assertEquals("9999", failure.code());
    }

    @Test
    void contradictingEntriesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RetryTable.empty().with(RETRY, "7").with(THROTTLED, "7"));
    }

    @Test
    void statusAloneSeparatesLostWritesFromLostReads() {
        assertEquals(RETRY, status(504, true));
        assertEquals(UNKNOWN_OUTCOME, status(504, false));
        assertEquals(RETRY, status(503, false));
        assertEquals(INVALID_REQUEST, status(302, true));
        assertEquals(Optional.empty(), RetryTable.byStatus(HttpAnswer.json(204, ""), true));
    }

    @Test
    void waitComesFromTheHeader() {
        Failure failure = RetryTable.byStatus(HttpAnswer.json(429, "").withHeader("Retry-After", "7"), true)
                .orElseThrow();
        assertEquals(Duration.ofSeconds(7), failure.retryAfter());
        assertEquals(THROTTLED, failure.errorClass());
    }

    @Test
    void secretsHideThemselvesAndRefuseToBeEmpty() {
        Secret secret = Secret.of("abc");
        assertEquals("Secret(***)", secret.toString());
        assertEquals(Secret.of("abc"), secret);
        assertFalse(secret.equals(Secret.of("abd")));
        assertThrows(IllegalArgumentException.class, () -> Secret.of(""));
    }

    @Test
    void problemsNeedPlaceAndText() {
        assertEquals("$.a: is missing", new Problem("$.a", "is missing").toString());
        assertThrows(IllegalArgumentException.class, () -> new Problem("", "x"));
    }

    private static ErrorClass status(int status, boolean repeatable) {
        return RetryTable.byStatus(HttpAnswer.json(status, ""), repeatable)
                .orElseThrow()
                .errorClass();
    }
}
