package io.omskit.logistics.sf;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.payload.Payload;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.Waybill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes waybills at SF and finds those that were made. The key of both is {@code orderId}. */
final class SfWaybills {
    private static final String CREATE = "EXP_RECE_CREATE_ORDER";
    private static final String SEARCH = "EXP_RECE_SEARCH_ORDER_RESP";
    private static final String MANUAL_CHECK = "1";
    private static final String NOT_SERVICEABLE = "3";
    private static final String CHILD = "2";
    private static final String SIGNED_RETURN = "3";

    private final CarrierAccount account;
    private final SfGateway gateway;

    SfWaybills(CarrierAccount account, SfGateway gateway) {
        this.account = account;
        this.gateway = gateway;
        SfMessages.payMethod(account);
        SfMessages.product(SfMessages.product(account));
    }

    Answer<Waybill> create(Waybill.Order order) {
        Answer<Waybill> made =
                gateway.write(CREATE, SfMessages.createOrder(order, account)).then(SfWaybills::waybill);
        ErrorClass errorClass = made.failure().map(Failure::errorClass).orElse(null);
        return errorClass == ErrorClass.ALREADY_DONE ? existing(order.key()) : made;
    }

    Answer<Optional<Waybill>> find(String key) {
        Answer<Waybill> found =
                gateway.read(SEARCH, SfMessages.searchOrder(key)).then(SfWaybills::waybill);
        return found.fold(
                waybill -> Answer.of(Optional.of(waybill)),
                failure -> failure.errorClass() == ErrorClass.NOT_FOUND
                        ? Answer.of(Optional.empty())
                        : Answer.failed(failure));
    }

    /** The waybill of a key that SF says it knows; if it cannot be found now, nobody knows what there is. */
    private Answer<Waybill> existing(String key) {
        return find(key).then(found -> found.map(Answer::of)
                .orElseGet(() -> Answer.failed(
                        ErrorClass.UNKNOWN_OUTCOME, "known-not-found", "SF calls the order known and finds none")));
    }

    private static Answer<Waybill> waybill(HttpAnswer answer) {
        Payload message = SfGateway.message(answer);
        String filter = message.get("filterResult").textOr("");
        List<String> parents = new ArrayList<>();
        List<String> children = new ArrayList<>();
        String signedReturn = null;
        for (Payload info : message.get("waybillNoInfoList").items()) {
            String number = info.get("waybillNo").id();
            String type = info.get("waybillType").textOr("");
            if (number != null && type.equals(SIGNED_RETURN)) {
                signedReturn = number;
            } else if (number != null) {
                (type.equals(CHILD) ? children : parents).add(number);
            }
        }
        if (filter.equals(NOT_SERVICEABLE)) {
            return Answer.failed(ErrorClass.REJECTED, "filterResult-3", "SF does not serve this address");
        }
        if (parents.size() == 1) {
            return Answer.of(new Waybill(parents.get(0), children, signedReturn));
        }
        return filter.equals(MANUAL_CHECK)
                ? Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "filterResult-1", "SF checks the address by hand")
                : Answer.failed(
                        ErrorClass.UNKNOWN_OUTCOME,
                        "answer-unreadable",
                        "the answer holds " + parents.size() + " parent numbers instead of one");
    }
}
