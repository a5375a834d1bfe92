package io.omskit.catalog;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.fact.ShopRef;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.Arrays;
import java.util.List;

/** Invented lines and shops for the tests of this package. */
final class Lines {
    static final ShopRef SHOP = new ShopRef("taobao", "flagship");
    static final ShopRef SISTER = new ShopRef("taobao", "outlet");
    static final ShopRef OTHER = new ShopRef("woocommerce", "web");

    private Lines() {}

    static OrderFact.Line coded(String code, String... alternates) {
        return line(code, "", Quantity.pieces(1), alternates);
    }

    static OrderFact.Line titled(String code, String title) {
        return line(code, title, Quantity.pieces(1));
    }

    static OrderFact.Line line(String code, String title, Quantity quantity, String... alternates) {
        Money zero = Money.zero(java.util.Currency.getInstance("CNY"));
        return new OrderFact.Line(
                "1",
                code,
                Arrays.asList(alternates),
                title,
                quantity,
                null,
                zero,
                List.of(),
                null,
                zero,
                PlatformStatus.TO_SHIP,
                RefundState.values()[0],
                null,
                null,
                null,
                null,
                false,
                false);
    }
}
