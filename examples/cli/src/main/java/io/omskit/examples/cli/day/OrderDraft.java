package io.omskit.examples.cli.day;

import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Line;
import io.omskit.channels.sandbox.SandboxOrder.Receiver;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.examples.cli.day.Goods.Thing;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order that is about to be placed on a sandbox. Belongs to one thread. */
final class OrderDraft {
    private static final int MINOR_DIGITS = 2;

    private final long number;
    private final String buyer;
    private final Receiver receiver;
    private final Currency currency;
    private final List<Line> lines = new ArrayList<>();
    private long freight;
    private long sellerDiscount;
    private long platformDiscount;
    private long taxPercent;
    private boolean presale;

    OrderDraft(long number, String buyer, Receiver receiver, String currency) {
        this.number = number;
        this.buyer = buyer;
        this.receiver = receiver;
        this.currency = Currency.getInstance(currency);
    }

    OrderDraft line(Thing thing, long pieces) {
        return line(thing.sku(), thing.title(), thing.price(), pieces);
    }

    OrderDraft line(String code, String title, long price, long pieces) {
        long id = number + lines.size();
        lines.add(new Line(
                Long.toString(id),
                code,
                Long.toString(680_000_000_000L + Math.floorMod(code.hashCode(), 1_000_000)),
                title,
                Quantity.pieces(pieces),
                new UnitPrice(BigDecimal.valueOf(price, MINOR_DIGITS), currency),
                money(0)));
        return this;
    }

    OrderDraft freight(long minor) {
        freight = minor;
        return this;
    }

    OrderDraft discounts(long seller, long platform) {
        sellerDiscount = seller;
        platformDiscount = platform;
        return this;
    }

    OrderDraft tax(long percent) {
        taxPercent = percent;
        return this;
    }

    OrderDraft presale() {
        presale = true;
        return this;
    }

    long goods() {
        return lines.stream().mapToLong(line -> line.amount().minor()).sum();
    }

    SandboxOrder placed(Instant at) {
        long net = goods() - sellerDiscount - platformDiscount;
        @Nullable Money deposit = presale ? money(net / 5) : null;
        return new SandboxOrder(
                Long.toString(number),
                State.PLACED,
                at,
                at,
                null,
                buyer,
                receiver,
                lines,
                money(freight),
                money(sellerDiscount),
                money(platformDiscount),
                money(net * taxPercent / 100),
                deposit,
                "",
                List.of(),
                List.of());
    }

    private Money money(long minor) {
        return Money.of(minor, currency);
    }
}
