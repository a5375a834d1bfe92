package io.omskit.examples.quickstart;

import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An invented order of the guides' shop, paid in full unless it says otherwise. For one thread. */
final class Draft {
    private final String number;
    private final List<OrderFact.Line> lines = new ArrayList<>();
    private final Set<String> flags = new TreeSet<>();
    private String buyer = "Li";
    private Instant placed = GuideShop.TEN;
    private PlatformStatus status = PlatformStatus.TO_SHIP;
    private long coupon;
    private long deposit;
    private boolean presale;

    private Draft(String number) {
        this.number = number;
    }

    static Draft order(String number) {
        return new Draft(number);
    }

    static Money yuan(long fen) {
        return Money.of(fen, "CNY");
    }

    Draft by(String name) {
        buyer = name;
        return this;
    }

    Draft at(Instant when) {
        placed = when;
        return this;
    }

    Draft flag(String flag) {
        flags.add(flag);
        return this;
    }

    /** A discount of the seller on the whole order. */
    Draft coupon(long fen) {
        coupon = fen;
        return this;
    }

    /** Not paid in full. */
    Draft status(PlatformStatus state, long paidFen) {
        status = state;
        deposit = paidFen;
        return this;
    }

    /** A line whose id is its SKU in lower case. */
    Draft line(String sku, long pieces, long fen) {
        return line(sku, pieces, fen, false, null);
    }

    Draft presale(String sku, long pieces, long fen, @Nullable Instant shipBy) {
        presale = true;
        return line(sku, pieces, fen, true, shipBy);
    }

    private Draft line(String sku, long pieces, long fen, boolean isPresale, @Nullable Instant shipBy) {
        lines.add(new OrderFact.Line(
                sku.toLowerCase(Locale.ROOT),
                sku,
                List.of(),
                sku,
                Quantity.pieces(pieces),
                null,
                yuan(fen * pieces),
                List.of(),
                null,
                yuan(0),
                status,
                RefundState.NONE,
                null,
                null,
                null,
                shipBy,
                isPresale,
                false));
        return this;
    }

    OrderFact told(Instant now) {
        long goods = lines.stream().mapToLong(line -> line.amount().minor()).sum();
        long payable = goods - coupon;
        boolean paid = status.isPaid();
        StatedAmounts amounts = StatedAmounts.builder(yuan(0).currency())
                .goods(yuan(goods))
                .discount(Bearer.SELLER, yuan(coupon), false)
                .payable(yuan(payable))
                .paid(yuan(paid ? payable : deposit))
                .build();
        return new OrderFact(
                GuideShop.SHOP.order(number),
                Revision.at(now, 1),
                new Provenance("guide", now),
                OrderFact.Kind.SALE,
                status,
                status.name(),
                OrderFact.Terms.PAY_FIRST,
                placed,
                paid ? placed : null,
                null,
                null,
                presale,
                amounts,
                lines,
                List.of(),
                List.of(),
                flags,
                "330100",
                GuideShop.buyer(buyer),
                List.of());
    }
}
