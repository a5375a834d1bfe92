package io.omskit.examples.cli.day;

import io.omskit.decision.Reason;
import io.omskit.engine.Oms;
import io.omskit.examples.cli.day.DayCapabilities.Told;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.edit.Exchange;
import io.omskit.stock.Source;
import io.omskit.stock.StockCheck;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stored orders tell of a capability beside their journal. */
final class CapabilityFacts {
    private final Oms oms;

    CapabilityFacts(Oms oms) {
        this.oms = oms;
    }

    boolean passed(Told told, String gate) {
        return told.order().passes().stream().anyMatch(pass -> pass.gate().equals(gate));
    }

    private static String opener(Told told, String gate) {
        return told.order().passes().stream()
                .filter(pass -> pass.gate().equals(gate))
                .map(Order.Pass::by)
                .findFirst()
                .orElse("");
    }

    List<Reason> held(Told told) {
        String by = opener(told, Staff.EXPERT_CHECK);
        return List.of(Reason.of("DAY_HELD", told.subject(), "gate", Staff.EXPERT_CHECK, "by", by));
    }

    List<Reason> signed(Told told) {
        int people =
                oms.policy().flow().gate(Staff.TWO_SIGNATURES).orElseThrow().approvals();
        return List.of(Reason.of("DAY_SIGNED", told.subject(), "gate", Staff.TWO_SIGNATURES, "people", people));
    }

    /** A source that stands before the one that sent it takes nothing for the promised day any more. */
    Optional<Reason> cutOff(Told told) {
        Instant promised = told.order().shipBy();
        if (promised == null) {
            return Optional.empty();
        }
        for (FulfillmentOrder work : oms.fulfillment().of(told.order())) {
            Instant released = work.releasedAt();
            Source sender = oms.sources().stream()
                    .filter(source -> source.id().equals(work.source()))
                    .findFirst()
                    .orElseThrow();
            if (released == null || !leavesBy(sender, released, promised)) {
                continue;
            }
            for (Source other : oms.sources()) {
                if (other.cutOff() != null
                        && other.priority() < sender.priority()
                        && !leavesBy(other, released, promised)) {
                    LocalDate day = promised.atZone(other.zone()).toLocalDate();
                    return Optional.of(Reason.of(
                            "DAY_CUT_OFF",
                            told.subject(),
                            "day",
                            day,
                            "closed",
                            other.id(),
                            "cutOff",
                            Objects.requireNonNull(other.cutOff()),
                            "source",
                            sender.id()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean leavesBy(Source source, Instant released, Instant promised) {
        LocalDate day = source.leavesOn(released);
        return day != null && !day.isAfter(promised.atZone(source.zone()).toLocalDate());
    }

    List<Reason> rejected(Told told) {
        String sources = sources(told.order());
        return told.order().handling().edits().rejections().keySet().stream()
                .map(source -> Reason.of("DAY_REJECTED", told.subject(), "source", source, "other", sources))
                .toList();
    }

    private String sources(Order order) {
        return oms.fulfillment().of(order).stream()
                .map(FulfillmentOrder::source)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    List<Reason> unmerged(Told told) {
        List<Reason> facts = new ArrayList<>();
        for (Hold hold : told.order().holds()) {
            if (hold.type().equals(KeepApart.TYPE)) {
                long other = Long.parseLong(hold.handle().substring(KeepApart.TYPE.length() + 1));
                oms.orders()
                        .find(other)
                        .ifPresent(found -> facts.add(Reason.of(
                                "DAY_UNMERGED", told.subject(), "by", hold.owner(), "with", "order " + found.ref())));
            }
        }
        return facts;
    }

    List<Reason> balance(Told told) {
        return paid(told, "DAY_BALANCE");
    }

    List<Reason> forfeited(Told told) {
        return paid(told, "DAY_FORFEITED");
    }

    private static List<Reason> paid(Told told, String code) {
        Money paid = told.order().sale().paid();
        return paid == null ? List.of() : List.of(Reason.of(code, told.subject(), "paid", paid));
    }

    List<Reason> arrived(Told told) {
        Instant shipBy = told.order().shipBy();
        return told.order().demands().stream()
                .filter(demand -> demand.presale() && shipBy != null)
                .map(demand -> Reason.of(
                        "DAY_ARRIVED",
                        told.subject(),
                        "sku",
                        demand.sku(),
                        "shipBy",
                        Objects.requireNonNull(shipBy).atZone(ShopDay.ZONE).toLocalDateTime()))
                .toList();
    }

    boolean isExchanged(Told told) {
        return told.order().demands().stream()
                .anyMatch(demand -> demand.origin() == Demand.Origin.REPLACEMENT
                        && demand.progress().shipped() > 0);
    }

    List<Reason> exchanged(Told told) {
        List<Reason> facts = new ArrayList<>();
        for (Exchange exchange : told.order().handling().edits().exchanges()) {
            facts.add(Reason.of(
                    "DAY_EXCHANGED",
                    told.subject(),
                    "units",
                    exchange.units(),
                    "line",
                    exchange.lineId(),
                    "quantity",
                    exchange.quantity(),
                    "sku",
                    exchange.sku()));
        }
        return facts;
    }

    List<Reason> address(Told told) {
        return List.of(Reason.of("DAY_ADDRESS", told.subject(), "source", sources(told.order())));
    }

    List<Reason> intercepted(Told told) {
        List<Reason> facts = new ArrayList<>();
        for (FulfillmentOrder work : oms.fulfillment().of(told.order())) {
            for (Shipment parcel : oms.fulfillment().parcels(work)) {
                facts.add(Reason.of(
                        "DAY_INTERCEPTED", told.subject(), "parcel", parcel.carrier() + "/" + parcel.number()));
            }
        }
        return facts;
    }

    static Reason checked(StockCheck check) {
        return Reason.of(
                "DAY_STOCK_CHECK",
                "stock",
                "movements",
                check.movements(),
                "works",
                check.works(),
                "findings",
                check.findings().size() + check.unsettled().size());
    }
}
