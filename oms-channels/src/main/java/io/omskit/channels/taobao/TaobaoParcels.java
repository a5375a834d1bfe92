package io.omskit.channels.taobao;

import io.omskit.channels.ShipNotice.Item;
import io.omskit.channels.ShipNotice.Parcel;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.payload.Payload;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ship notices by {@code taobao.logistics.offline.send}. The platform splits an order by lines only ({@code sub_tid}): a parcel
 * with a part of a line's units announces the whole line. A refused notice is checked against the order, because the refusal
 * may mean that the parcel is known already.
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
        Optional<String> company = TaobaoWords.company(parcel.carrier());
        if (company.isEmpty()) {
            return Answer.failed(
                    ErrorClass.INVALID_REQUEST,
                    "unknown-carrier",
                    "carrier " + parcel.carrier() + " has no company code; use a known carrier id or the code itself");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("tid", parcel.number());
        parameters.put("company_code", company.get());
        parameters.put("out_sid", parcel.tracking());
        parameters.put("is_split", parcel.items().isEmpty() ? "0" : "1");
        if (!parcel.items().isEmpty()) {
            parameters.put(
                    "sub_tid",
                    parcel.items().stream().map(Item::lineId).distinct().collect(Collectors.joining(",")));
        }
        return gateway.once(SEND, parameters)
                .then(TaobaoParcels::taken)
                .fold(Answer::of, failure -> refused(parcel, failure));
    }

    private static Answer<String> taken(Payload response) {
        return response.at("shipping", "is_success").flagOr(false)
                ? Answer.of("taken")
                : Answer.failed(ErrorClass.REJECTED, "is_success", "the platform did not take the parcel");
    }

    private Answer<String> refused(Parcel parcel, Failure failure) {
        boolean decided = failure.errorClass() == ErrorClass.REJECTED
                || failure.errorClass() == ErrorClass.INVALID_REQUEST
                || failure.errorClass() == ErrorClass.NOT_FOUND;
        if (!decided) {
            return Answer.failed(failure);
        }
        // where the question itself fails, its failure counts: the refusal may still mean that the parcel is known
        return hasArrived(parcel)
                .then(arrived -> Answer.failed(arrived ? failure.withClass(ErrorClass.ALREADY_DONE) : failure));
    }

    /** Whether the parcel's lines, or any line where it names none, carry its tracking number. */
    Answer<Boolean> hasArrived(Parcel parcel) {
        return TaobaoShop.trade(gateway, parcel.number(), FIELDS).map(trade -> {
            Set<String> shipped = new HashSet<>();
            for (Payload line : trade.at("orders", "order").items()) {
                String id = line.get("oid_str").id();
                if (parcel.tracking().equals(line.get("invoice_no").text())) {
                    shipped.add(id == null ? line.get("oid").textOr("") : id);
                }
            }
            return parcel.items().isEmpty()
                    ? !shipped.isEmpty()
                    : parcel.items().stream().allMatch(item -> shipped.contains(item.lineId()));
        });
    }
}
