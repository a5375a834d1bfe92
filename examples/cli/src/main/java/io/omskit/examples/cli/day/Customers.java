package io.omskit.examples.cli.day;

import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Receiver;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.examples.cli.day.Goods.Thing;
import io.omskit.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the buyers of the two platform shops do, from a seed: they buy, pay or do not, change their minds, send back. */
final class Customers {
    private static final long TAOBAO_FIRST = 2_612_345_678_901_230_000L;
    private static final long SITE_FIRST = 3_000;
    private static final int NUMBERS_APART = 10;
    private static final int OPEN_MINUTES = 14 * 60;
    private static final Duration BALANCE_UNTIL = Duration.ofHours(36);

    /** What becomes of an order, besides being paid and shipped. */
    private enum Fate {
        NOTHING_SPECIAL,
        NEVER_PAID,
        HELD_FOR_A_WHILE,
        LINE_BACK_BEFORE_SHIPPING,
        ALL_BACK_BEFORE_SHIPPING,
        PART_BACK_AFTER_SHIPPING
    }

    private final long seed;
    private final SplittableRandom random;
    private final Instant opening;
    private final Agenda agenda;

    Customers(long seed, Instant opening, Agenda agenda) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.opening = opening;
        this.agenda = agenda;
    }

    /** Plans the buyers of the Chinese shop. */
    void visitTaobao(SandboxShop shop, int orders) {
        for (int i = 0; i < orders; i++) {
            Instant at = moment();
            int person = 1_000 + i;
            OrderDraft draft = chinese(i, person);
            Fate fate = fate(i);
            if (i % 29 == 7) {
                presale(shop, draft(i, person).presale(), at, i % 2 == 0);
            } else {
                decorate(draft, i, fate);
                buy(shop, draft, at, fate);
            }
            if (i % 14 == 3 && fate == Fate.NOTHING_SPECIAL) {
                OrderDraft sibling = chinese(orders + i, person);
                buy(shop, sibling, at.plus(Duration.ofMinutes(6 + i % 9)), Fate.NOTHING_SPECIAL);
            }
        }
    }

    /** Plans the buyers of the American shop. */
    void visitSite(SandboxShop shop, int orders) {
        for (int i = 0; i < orders; i++) {
            Instant at = moment();
            int person = 1 + i;
            Fate fate = fate(i + 5);
            buy(shop, american(i, person), at, fate);
            if (i % 23 == 4 && fate == Fate.NOTHING_SPECIAL) {
                buy(shop, american(orders + i, person), at.plus(Duration.ofMinutes(12)), Fate.NOTHING_SPECIAL);
            }
        }
    }

    private Instant moment() {
        // two crowds a day, at noon and in the evening
        int minute = random.nextInt(3) == 0
                ? random.nextInt(OPEN_MINUTES)
                : (random.nextBoolean() ? 180 : 660) + random.nextInt(150);
        return opening.plus(Duration.ofMinutes(Math.min(minute, OPEN_MINUTES)));
    }

    private static Fate fate(int index) {
        return switch (index % 21) {
            case 5 -> Fate.NEVER_PAID;
            case 9 -> index % 2 == 0 ? Fate.HELD_FOR_A_WHILE : Fate.NOTHING_SPECIAL;
            case 13 -> Fate.LINE_BACK_BEFORE_SHIPPING;
            case 16 -> index % 2 == 0 ? Fate.ALL_BACK_BEFORE_SHIPPING : Fate.NOTHING_SPECIAL;
            case 19 -> Fate.PART_BACK_AFTER_SHIPPING;
            default -> Fate.NOTHING_SPECIAL;
        };
    }

    private OrderDraft draft(int index, int person) {
        Receiver receiver = People.chinese(seed, person);
        return new OrderDraft(TAOBAO_FIRST + (long) NUMBERS_APART * index, "buyer-" + person, receiver, "CNY")
                .line(any(Goods.CHINA), 1);
    }

    private OrderDraft chinese(int index, int person) {
        OrderDraft draft = new OrderDraft(
                TAOBAO_FIRST + (long) NUMBERS_APART * index, "buyer-" + person, People.chinese(seed, person), "CNY");
        if (index % 17 == 2) {
            draft.line(Goods.GIFT_BOX, "茶礼盒(一茶两杯)", 19_800, 1 + random.nextInt(2));
        } else if (index == 40 || index == 77) {
            draft.line(Goods.MISSPELT, "青花杯", 3_900, 2);
        } else if (index == 111) {
            draft.line(Goods.MYSTERY, "旧款杯垫", 1_900, 1);
        }
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            draft.line(any(Goods.CHINA), 1 + random.nextInt(2));
        }
        if (index % 19 == 6) {
            draft.line(Goods.CHINA.get(5), 6);
        }
        return draft;
    }

    private OrderDraft american(int index, int person) {
        OrderDraft draft = new OrderDraft(
                        SITE_FIRST + (long) NUMBERS_APART * index,
                        "customer" + person,
                        People.american(seed, person),
                        "USD")
                .tax(8)
                .freight(index % 3 == 0 ? 0 : 599);
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            draft.line(any(Goods.AMERICA), 1 + random.nextInt(2));
        }
        if (index % 5 == 2) {
            draft.discounts(draft.goods() / 10, 0);
        }
        return draft;
    }

    private Thing any(List<Thing> things) {
        return things.get(random.nextInt(things.size()));
    }

    private static void decorate(OrderDraft draft, int index, Fate fate) {
        boolean plain = fate == Fate.NOTHING_SPECIAL || fate == Fate.HELD_FOR_A_WHILE;
        if (plain) {
            draft.freight(index % 4 == 0 ? 600 : 0);
            draft.discounts(index % 4 == 1 ? draft.goods() / 20 : 0, index % 5 == 3 ? draft.goods() / 25 : 0);
        }
    }

    private void buy(SandboxShop shop, OrderDraft draft, Instant at, Fate fate) {
        SandboxOrder order = draft.placed(at);
        String number = order.number();
        Instant paid = at.plus(Duration.ofMinutes(1 + random.nextInt(8)));
        agenda.at(at, () -> shop.place(order));
        if (fate == Fate.NEVER_PAID) {
            agenda.at(at.plus(Duration.ofHours(4)), () -> shop.close(number));
            return;
        }
        agenda.at(paid, () -> shop.pay(number));
        switch (fate) {
            case HELD_FOR_A_WHILE -> {
                agenda.at(paid.plus(Duration.ofMinutes(3)), () -> shop.hold(number, true));
                agenda.at(paid.plus(Duration.ofHours(3)), () -> shop.hold(number, false));
            }
            case LINE_BACK_BEFORE_SHIPPING -> refund(shop, order, paid.plus(Duration.ofMinutes(9)), true, false);
            case ALL_BACK_BEFORE_SHIPPING -> refund(shop, order, paid.plus(Duration.ofMinutes(12)), false, false);
            case PART_BACK_AFTER_SHIPPING -> refund(shop, order, paid.plus(Duration.ofHours(50)), true, true);
            case NOTHING_SPECIAL, NEVER_PAID -> {
                // paid, and nothing more
            }
        }
    }

    private void refund(SandboxShop shop, SandboxOrder order, Instant at, boolean line, boolean part) {
        SandboxOrder.Line first = order.lines().get(0);
        // of several lines one goes back, else everything: a refund of the only line is one of the whole order
        boolean whole = !line || (order.lines().size() == 1 && !part);
        @Nullable String lineId = whole ? null : first.id();
        Money amount = part ? Money.of(500, first.amount().currency()) : whole ? order.payable() : first.amount();
        agenda.at(at, () -> {
            String refund = shop.requestRefund(order.number(), lineId, amount, false);
            agenda.at(at.plus(Duration.ofMinutes(25)), () -> shop.settleRefund(order.number(), refund, true));
        });
    }

    /** A deposit now, the balance in the evening, or never: then the deposit is kept. */
    private void presale(SandboxShop shop, OrderDraft draft, Instant at, boolean balanceComes) {
        SandboxOrder order = draft.placed(at);
        agenda.at(at, () -> shop.place(order));
        agenda.at(at.plus(Duration.ofMinutes(2)), () -> shop.pay(order.number()));
        if (balanceComes) {
            Instant evening = opening.plus(Duration.ofHours(12));
            Instant later = at.plus(Duration.ofHours(2));
            agenda.at(later.isAfter(evening) ? later : evening, () -> shop.pay(order.number()));
        } else {
            agenda.at(opening.plus(BALANCE_UNTIL), () -> shop.close(order.number()));
        }
    }
}
