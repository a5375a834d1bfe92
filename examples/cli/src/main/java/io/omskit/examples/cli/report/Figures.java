package io.omskit.examples.cli.report;

import io.omskit.value.Money;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as people read them. */
final class Figures {
    private Figures() {}

    /** An amount with thousands and its currency's sign. */
    static String money(long minor, String currency) {
        Money amount = Money.of(minor, currency);
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMinimumFractionDigits(amount.currency().getDefaultFractionDigits());
        format.setMaximumFractionDigits(amount.currency().getDefaultFractionDigits());
        String sign = currency.equals("CNY") ? "¥" : currency.equals("USD") ? "$" : currency + " ";
        return (minor < 0 ? "−" : "") + sign + format.format(amount.abs().toMajor());
    }

    /** An amount without its fraction, for places where space is short. */
    static String roundMoney(long minor, String currency) {
        Money amount = Money.of(minor, currency);
        NumberFormat format = NumberFormat.getIntegerInstance(Locale.ROOT);
        format.setRoundingMode(RoundingMode.HALF_UP);
        String sign = currency.equals("CNY") ? "¥" : currency.equals("USD") ? "$" : currency + " ";
        return sign + format.format(amount.toMajor());
    }

    static String count(long count) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(count);
    }

    static String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT)
                .withZone(zone)
                .format(at);
    }

    static String day(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(zone).format(at);
    }
}
