package io.omskit.channels.taobao;

import io.omskit.channels.ShipNotice.Item;
import io.omskit.channels.ShipNotice.Parcel;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.payload.Payload;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ship notices by {@code taobao.logistics.offline.send}. The platform splits an order by lines only ({@code sub_tid}) and keeps
 * one number for a line: the first parcel with units of a line announces the whole line, and a later one announces only its
 * other lines, if it has any. A refused notice is therefore checked against the order, also because the refusal may mean that
 * the parcel is known already.
 *
 * <p>Source: channel reference, page taobao, section 6.
 */
final class TaobaoParcels {
    private static final String SEND = "taobao.logistics.offline.send";
    private static final String FIELDS = "tid,tid_str,status,modified,orders";

    private final TaobaoGateway gateway;

    TaobaoParcels(TaobaoGateway gateway) {
        this.gateway = gateway;
    }

    Answer<String> send(Parcel parcel) {
        return TaobaoWords.company(parcel.carrier())
                .map(company -> send(parcel, company, parcel.items()))
                .orElseGet(() -> Answer.failed(
                        ErrorClass.INVALID_REQUEST,
                        "unknown-carrier",
                        "carrier " + parcel.carrier()
                                + " has no company code; use a known carrier id or the code itself"));
    }

    private Answer<String> send(Parcel parcel, String company, List<Item> items) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("tid", parcel.number());
        parameters.put("company_code", company);
        parameters.put("out_sid", parcel.tracking());
        parameters.put("is_split", items.isEmpty() ? "0" : "1");
        if (!items.isEmpty()) {
            parameters.put(
                    "sub_tid", items.stream().map(Item::lineId).distinct().collect(Collectors.joining(",")));
        }
        return gateway.once(SEND, parameters)
                .then(TaobaoParcels::taken)
                .fold(Answer::of, failure -> refused(parcel, company, items, failure));
    }

    private static Answer<String> taken(Payload response) {
        return response.at("shipping", "is_success").flagOr(false)
                ? Answer.of("taken")
                : Answer.failed(ErrorClass.REJECTED, "is_success", "the platform did not take the parcel");
    }

    private Answer<String> refused(Parcel parcel, String company, List<Item> items, Failure failure) {
        boolean decided = failure.errorClass() == ErrorClass.REJECTED
                || failure.errorClass() == ErrorClass.INVALID_REQUEST
                || failure.errorClass() == ErrorClass.NOT_FOUND;
        if (!decided) {
            return Answer.failed(failure);
        }
        // where the question itself fails, its failure counts: the refusal may still mean that the parcel is known
        return told(parcel).then(told -> {
            if (told.hasAll(parcel)) {
                return Answer.failed(told.done(parcel, failure));
            }
            List<Item> open = told.open(parcel);
            boolean fewer = !open.isEmpty() && open.size() < items.size();
            return fewer && !told.contradicts(parcel) ? send(parcel, company, open) : Answer.failed(failure);
        });
    }

    /** Whether every line of the parcel, or any line where it names none, is announced with it or, in part, with another. */
    Answer<Boolean> hasArrived(Parcel parcel) {
        return told(parcel).map(told -> told.hasAll(parcel));
    }

    private Answer<Told> told(Parcel parcel) {
        return TaobaoShop.trade(gateway, parcel.number(), FIELDS).map(trade -> {
            Set<String> here = new HashSet<>();
            Set<String> elsewhere = new HashSet<>();
            for (Payload line : trade.at("orders", "order").items()) {
                String id = line.get("oid_str").id();
                String number = line.get("invoice_no").textOr("");
                if (!number.isEmpty()) {
                    (number.equals(parcel.tracking()) ? here : elsewhere)
                            .add(id == null ? line.get("oid").textOr("") : id);
                }
            }
            return new Told(here, elsewhere);
        });
    }

    /**
     * What the platform has been told about an order.
     *
     * @param here the lines that carry the number of the parcel in question
     * @param elsewhere the lines that carry another number
     */
    private record Told(Set<String> here, Set<String> elsewhere) {
        boolean hasAll(Parcel parcel) {
            return parcel.items().isEmpty() ? !here.isEmpty() : open(parcel).isEmpty() && !contradicts(parcel);
        }

        /** The lines of the parcel that carry no number yet. */
        List<Item> open(Parcel parcel) {
            return parcel.items().stream()
                    .filter(item -> !here.contains(item.lineId()) && !elsewhere.contains(item.lineId()))
                    .toList();
        }

        /** Whether a line that is in this parcel alone carries another number, so that somebody else has shipped it. */
        boolean contradicts(Parcel parcel) {
            return parcel.items().stream().anyMatch(item -> item.whole() && elsewhere.contains(item.lineId()));
        }

        Failure done(Parcel parcel, Failure refusal) {
            String others = parcel.items().stream()
                    .map(Item::lineId)
                    .filter(elsewhere::contains)
                    .collect(Collectors.joining(","));
            return others.isEmpty()
                    ? refusal.withClass(ErrorClass.ALREADY_DONE)
                    : Failure.of(
                            ErrorClass.ALREADY_DONE,
                            "one-number-a-line",
                            "the platform keeps one number for a line, and line " + others
                                    + " has that of another parcel");
        }
    }
}
