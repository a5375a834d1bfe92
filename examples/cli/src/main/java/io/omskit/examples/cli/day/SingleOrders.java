package io.omskit.examples.cli.day;

import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Receiver;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.examples.cli.day.Goods.Thing;
import io.omskit.fact.ChannelRef;
import java.time.Duration;
import java.time.Instant;

/**
 * Orders that meet one arrangement of the shop each: an antique, an engraved cup, a parcel that is too heavy, a presale. Only
 * what the buyers do is here; what becomes of it the engine decides.
 */
final class SingleOrders {
    private static final long TAOBAO_FIRST = 2_612_345_678_901_250_000L;
    private static final long SITE_FIRST = 9_000;
    private static final int FIRST_PERSON = 7_000;

    private final long seed;
    private final Instant opening;
    private final Agenda agenda;
    private final DayShops shops;
    private final Staff staff;
    private int placed;

    SingleOrders(long seed, Instant opening, Agenda agenda, DayShops shops, Staff staff) {
        this.seed = seed;
        this.opening = opening;
        this.agenda = agenda;
        this.shops = shops;
        this.staff = staff;
    }

    /** Plans all of them. */
    void plan() {
        reviewed();
        shipped();
        merged();
        presold();
        changed();
    }

    private void reviewed() {
        buy(person(), 20, Goods.VASE, 1);
        ChannelRef engraved = buy(person(), 25, Goods.ENGRAVED, 1);
        staff.answers(engraved);
        // nobody ever answers for this one
        buy(person(), 30, Goods.ENGRAVED, 2);
        buy(person(), 35, Goods.MASTERPIECE, 1);
    }

    private void shipped() {
        buy(person(), 40, Goods.WATER, 5);
        place(draft(person()).line(Goods.INK_BLACK, 1).line(Goods.SCROLL, 1), 45);
        buy(person(), 50, Goods.KITE, 1);
        buy(person(), 55, Goods.LIMITED, 3);
        buy(person(), 75, Goods.LIMITED, 3);
        ChannelRef apart = place(draft(person()).line(blueCup(), 2).line(Goods.CHINA.get(7), 1), 60);
        staff.sendApart(apart, Goods.CHINA.get(7).sku(), opening.plus(Duration.ofMinutes(75)));
        // half an hour before Hangzhou closes, and promised for the same day
        buy(person(), 390, Goods.FRESH, 1);
    }

    private void merged() {
        int reader = person();
        buy(reader, 65, Goods.INK_BLACK, 1);
        buy(reader, 70, Goods.SCROLL, 1);
        int sibling = person();
        buy(sibling, 80, Goods.CHINA.get(4), 1);
        ChannelRef other = buy(sibling, 86, Goods.CHINA.get(4), 2);
        staff.takeApart(other, opening.plus(Duration.ofMinutes(100)));
    }

    private void presold() {
        Instant evening = opening.plus(Duration.ofHours(12));
        for (int pieces : new int[] {1, 1, 2}) {
            SandboxOrder order = presale(pieces);
            agenda.at(evening, () -> shops.taobao().pay(order.number()));
        }
        SandboxOrder order = presale(1);
        agenda.at(opening.plus(Duration.ofHours(36)), () -> shops.taobao().close(order.number()));
    }

    private SandboxOrder presale(int pieces) {
        SandboxShop shop = shops.taobao();
        Instant at = opening.plus(Duration.ofMinutes(110 + 2L * placed));
        SandboxOrder order =
                draft(person()).presale().line(Goods.SPRING_TEA, pieces).placed(at);
        agenda.at(at, () -> shop.place(order));
        agenda.at(at.plus(Duration.ofMinutes(2)), () -> shop.pay(order.number()));
        return order;
    }

    private void changed() {
        SandboxShop shop = shops.taobao();
        OrderDraft teas = draft(person()).line(Goods.CHINA.get(1), 1).line(Goods.CHINA.get(0), 1);
        SandboxOrder tea = teas.placed(opening.plus(Duration.ofMinutes(32)));
        place(shop, tea);
        agenda.at(opening.plus(Duration.ofMinutes(65)), () -> {
            SandboxOrder.Line line = tea.lines().get(0);
            String refund = shop.requestRefund(tea.number(), line.id(), line.amount(), false);
            agenda.at(opening.plus(Duration.ofMinutes(76)), () -> shop.settleRefund(tea.number(), refund, true));
        });
        ChannelRef exchanged = buy(person(), 95, blueCup(), 1);
        staff.exchange(exchanged, Goods.CHINA.get(4).sku(), opening.plus(Duration.ofDays(3)));
        int mover = person();
        ChannelRef moved = buy(mover, 100, blueCup(), 1);
        agenda.at(
                opening.plus(Duration.ofMinutes(160)),
                () -> shop.redirect(moved.number(), nextDoor(People.chinese(seed, mover))));
        returnedOnTheRoad();
    }

    /** The whole order is refunded when its parcel has left and cannot have arrived. */
    private void returnedOnTheRoad() {
        SandboxShop shop = shops.site();
        SandboxOrder order = new OrderDraft(SITE_FIRST, "customer-far", People.american(seed, FIRST_PERSON), "USD")
                .tax(8)
                .line(Goods.AMERICA.get(3), 1)
                .placed(opening.plus(Duration.ofMinutes(105)));
        place(shop, order);
        agenda.at(opening.plus(Duration.ofHours(14)), () -> {
            String refund = shop.requestRefund(order.number(), null, order.payable(), false);
            agenda.at(opening.plus(Duration.ofHours(15)), () -> shop.settleRefund(order.number(), refund, true));
        });
    }

    private static Thing blueCup() {
        return Goods.CHINA.get(3);
    }

    private static Receiver nextDoor(Receiver before) {
        return new Receiver(
                before.name(),
                before.phone(),
                before.province(),
                before.city(),
                before.district(),
                "新家路8号",
                before.zip(),
                before.country());
    }

    private int person() {
        return FIRST_PERSON + ++placed;
    }

    private OrderDraft draft(int person) {
        return new OrderDraft(TAOBAO_FIRST + 10L * ++placed, "single-" + person, People.chinese(seed, person), "CNY");
    }

    private ChannelRef buy(int person, int minute, Thing thing, long pieces) {
        return place(draft(person).line(thing, pieces), minute);
    }

    private ChannelRef place(OrderDraft draft, int minute) {
        return place(shops.taobao(), draft.placed(opening.plus(Duration.ofMinutes(minute))));
    }

    private ChannelRef place(SandboxShop shop, SandboxOrder order) {
        agenda.at(order.placedAt(), () -> shop.place(order));
        agenda.at(order.placedAt().plus(Duration.ofMinutes(2)), () -> shop.pay(order.number()));
        return DayShops.TAOBAO.order(order.number());
    }
}
