package io.omskit.logistics;

import io.omskit.address.Address;
import io.omskit.catalog.Catalog;
import io.omskit.catalog.Item;
import io.omskit.connect.Answer;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.fact.PersonalData;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.value.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier is told about a fulfillment order. Personal data are opened here, handed to the connection, and kept nowhere.
 */
final class WaybillOrders {
    private final Oms oms;
    private final Map<String, Waybill.Party> senders;

    WaybillOrders(Oms oms, Map<String, Waybill.Party> senders) {
        this.oms = oms;
        this.senders = senders;
    }

    /** The waybill order of an effect; data {@code product} and {@code parcels} may say more. */
    Answer<Waybill.Order> of(Effect effect) {
        FulfillmentOrder work =
                oms.fulfillment().find(effect.fulfillmentOrder()).orElse(null);
        if (work == null || work.allocations().isEmpty()) {
            return WaybillEffects.unknown("no-work", "there is no such fulfillment order, or nothing is in it");
        }
        Waybill.Party sender = senders.get(work.source());
        if (sender == null) {
            return WaybillEffects.unknown("no-sender", "no sender is known for the source " + work.source());
        }
        Waybill.Party receiver = receiver(work);
        if (receiver == null) {
            return WaybillEffects.unknown("no-receiver", "name, phone or address of the receiver is not known");
        }
        return Answer.of(new Waybill.Order(
                effect.key(),
                sender,
                receiver,
                goods(work.allocations()),
                parcels(effect),
                effect.data().get("product"),
                weightGrams(work.allocations())));
    }

    /** All orders of a fulfillment order go to one consignee; the first that still has its data tells. */
    private Waybill.@Nullable Party receiver(FulfillmentOrder work) {
        for (long order : work.orderIds()) {
            PersonalData told = oms.orders().personalData(order).orElse(PersonalData.NONE);
            String name = told.name();
            String phone = told.phone();
            Address address = told.address();
            if (name != null && !name.isBlank() && phone != null && !phone.isBlank() && address != null) {
                return new Waybill.Party(name, phone, null, address);
            }
        }
        return null;
    }

    private static int parcels(Effect effect) {
        String told = effect.data().getOrDefault("parcels", "1");
        return told.matches("[1-9]\\d{0,2}") ? Integer.parseInt(told) : 1;
    }

    private List<Waybill.Goods> goods(List<Allocation> allocations) {
        List<Waybill.Goods> goods = new ArrayList<>();
        for (Allocation allocation : allocations) {
            Item item = oms.catalog().item(allocation.sku());
            String name = item == null ? allocation.sku().code() : item.title();
            long count = allocation.measure() == Measure.PIECE ? allocation.quantity() : 1;
            goods.add(new Waybill.Goods(name, (int) Math.min(count, Integer.MAX_VALUE)));
        }
        return goods;
    }

    /** The sum of the items' weights; absent where one is not known. */
    private @Nullable Long weightGrams(List<Allocation> allocations) {
        Catalog catalog = oms.catalog();
        long sum = 0;
        for (Allocation allocation : allocations) {
            Item item = catalog.item(allocation.sku());
            if (item == null || item.weightGrams() <= 0) {
                return null;
            }
            long units = allocation.measure() == Measure.PIECE ? allocation.quantity() : 1;
            sum = Math.addExact(sum, Math.multiplyExact(units, item.weightGrams()));
        }
        return sum;
    }
}
