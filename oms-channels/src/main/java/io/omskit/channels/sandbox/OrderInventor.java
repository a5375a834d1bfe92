package io.omskit.channels.sandbox;

import io.omskit.channels.sandbox.SandboxOrder.Line;
import io.omskit.channels.sandbox.SandboxOrder.Receiver;
import io.omskit.channels.sandbox.SandboxOrder.RefundState;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Invents orders, and what happens to them, from a seed. Buyers and addresses recur, so that some orders can be merged. */
final class OrderInventor {
    private static final int GOODS = 24;
    private static final int BUYERS = 12;

    private final SplittableRandom random;
    private final SandboxStyle style;
    private long placed;

    OrderInventor(long seed, SandboxStyle style) {
        this.random = new SplittableRandom(seed);
        this.style = style;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    SandboxOrder order(Instant now) {
        long number = style.firstNumber() + 10 * placed++;
        List<Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            lines.add(line(number + i));
        }
        Money goods = money(0);
        for (Line line : lines) {
            goods = goods.plus(line.amount()).minus(line.discount());
        }
        Money seller = part(goods, 5);
        Money platform = style.platformDiscounts() ? part(goods, 10) : money(0);
        Money tax = style.taxOnTop() ? money(goods.minor() / 12) : money(0);
        boolean presale = style.presales() && random.nextInt(8) == 0;
        int buyer = random.nextInt(BUYERS);
        return new SandboxOrder(
                Long.toString(number),
                State.PLACED,
                now,
                now,
                null,
                "buyer-" + buyer,
                receiver(buyer),
                lines,
                money(random.nextInt(3) == 0 ? 600 : 0),
                seller,
                platform,
                tax,
                presale ? money(goods.minor() / 5 + 1) : null,
                "",
                List.of(),
                List.of());
    }

    /** What usually happens next to an order in its state. */
    void change(SandboxShop shop, SandboxOrder order) {
        String number = order.number();
        switch (order.state()) {
            case PLACED -> {
                if (random.nextInt(6) == 0) {
                    shop.close(number);
                } else {
                    shop.pay(number);
                }
            }
            case DEPOSIT_PAID -> shop.pay(number);
            case HELD -> shop.hold(number, false);
            case PAID, PART_SHIPPED, SHIPPED, FINISHED -> later(shop, order);
            case CLOSED_UNPAID, FORFEITED, CLOSED_REFUNDED -> shop.touch(number, "note " + random.nextInt(100));
        }
    }

    private void later(SandboxShop shop, SandboxOrder order) {
        String number = order.number();
        for (SandboxOrder.Refund refund : order.refunds()) {
            if (refund.state() == RefundState.REQUESTED) {
                shop.settleRefund(number, refund.id(), random.nextInt(4) != 0);
                return;
            }
        }
        int what = random.nextInt(10);
        if (what < 3) {
            refund(shop, order);
        } else if (what < 5 && order.state() == State.SHIPPED) {
            shop.close(number);
        } else if (what < 6 && order.state() == State.PAID) {
            shop.hold(number, true);
        } else {
            shop.touch(number, "note " + random.nextInt(100));
        }
    }

    private void refund(SandboxShop shop, SandboxOrder order) {
        Line line = order.lines().get(random.nextInt(order.lines().size()));
        boolean again = order.refunds().stream()
                .anyMatch(refund -> line.id().equals(refund.lineId()) && refund.state() != RefundState.REFUSED);
        Money open = order.paid().minus(order.refunded());
        Money whole = line.amount().minus(line.discount());
        // the share of the order's own discounts is left out: a refund never exceeds what is left of the payment
        Money amount = whole.compareTo(open) < 0 ? whole : open;
        if (again || !amount.isPositive()) {
            shop.touch(order.number(), "note " + random.nextInt(100));
        } else {
            boolean part = random.nextInt(3) == 0 && amount.minor() > 1;
            shop.requestRefund(
                    order.number(), line.id(), part ? money(amount.minor() / 2) : amount, order.state() != State.PAID);
        }
    }

    private Line line(long id) {
        int goods = random.nextInt(GOODS);
        boolean weighed = style.weighed() && goods % 8 == 7;
        long price = 500 + 370L * goods + goods % 3;
        Quantity quantity = weighed
                ? Quantity.of(200 + random.nextInt(3000), Measure.KILOGRAM)
                : Quantity.pieces(1 + random.nextInt(3));
        UnitPrice unitPrice = new UnitPrice(
                BigDecimal.valueOf(price, Math.max(0, style.currency().getDefaultFractionDigits())), style.currency());
        Money discount = random.nextInt(4) == 0 ? part(unitPrice.times(quantity), 8) : money(0);
        return new Line(
                Long.toString(id),
                "SKU-" + (100 + goods),
                Long.toString(680_000_000_000L + goods),
                "Goods " + (100 + goods),
                quantity,
                unitPrice,
                discount);
    }

    private Receiver receiver(int buyer) {
        int house = 10 + buyer % 7;
        return style.country().equals("CN")
                ? new Receiver(
                        "测试" + (char) ('甲' + buyer),
                        "1380000" + (1000 + buyer),
                        "浙江省",
                        "杭州市",
                        "余杭区",
                        "样品路" + house + "号",
                        "311100",
                        "CN")
                : new Receiver(
                        "Test Person " + buyer,
                        "555010" + (10 + buyer),
                        "CA",
                        "Sampletown",
                        "",
                        house + " Sample Street",
                        "90001",
                        style.country());
    }

    /** Up to a divisor's part of an amount, often nothing. */
    private Money part(Money amount, int divisor) {
        long bound = amount.minor() / divisor;
        return bound < 1 || random.nextInt(3) != 0 ? money(0) : money(1 + random.nextLong(bound));
    }

    private Money money(long minor) {
        return Money.of(minor, style.currency());
    }
}
