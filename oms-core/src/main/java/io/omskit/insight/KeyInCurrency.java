package io.omskit.insight;

import io.omskit.value.Money;
import java.util.Comparator;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A key within one currency, because amounts of two currencies are never added. Ordered by key, then currency code. */
record KeyInCurrency(String key, Currency currency) implements Comparable<KeyInCurrency> {
    private static final Comparator<KeyInCurrency> ORDER = Comparator.comparing(KeyInCurrency::key)
            .thenComparing(one -> one.currency().getCurrencyCode());

    static KeyInCurrency of(@Nullable String key, Money amount) {
        return new KeyInCurrency(Keys.of(key), amount.currency());
    }

    @Override
    public int compareTo(KeyInCurrency other) {
        return ORDER.compare(this, other);
    }
}
