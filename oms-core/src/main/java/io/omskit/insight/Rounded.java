package io.omskit.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The edge at which exact counts become rates and days: divided once, rounded half up. */
final class Rounded {
    private static final int RATE_DIGITS = 6;
    private static final int DAY_DIGITS = 4;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    private Rounded() {}

    /** Part of a whole that is not zero. */
    static double rate(long part, long whole) {
        return BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), RATE_DIGITS, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** Seconds, shared by a number of cases that is not zero, in days. */
    static double days(BigDecimal seconds, long cases) {
        return seconds.divide(SECONDS_PER_DAY.multiply(BigDecimal.valueOf(cases)), DAY_DIGITS, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
