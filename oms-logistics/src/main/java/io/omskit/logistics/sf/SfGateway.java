package io.omskit.logistics.sf;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Exchange;
import io.omskit.connect.Failure;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Limits;
import io.omskit.connect.RetryTable;
import io.omskit.connect.Secret;
import io.omskit.connect.WireLog;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * SF's one address for all services. An answer has two layers that may fail: the gateway's ({@code apiResultCode}) and, as JSON
 * in a text, the service's ({@code success}, {@code errorCode}). Source: the SF page of the logistics reference.
 */
final class SfGateway {
    private static final String PRODUCTION = "https://sfapi.sf-express.com/std/service";
    private static final String GATEWAY_OK = "A1000";
    private static final PayloadReader READER = PayloadReader.inZone(ZoneId.of("Asia/Shanghai"));

    /**
     * After A1007 (duplicate request), A1009 and A1099 it is not known whether the service ran: the exchange repeats reads, a create is asked about first.
     * The four-digit codes are not on the reference page; they are those of the vendor's list as open clients quote it,
     * unverified.
     */
    private static final RetryTable CODES = RetryTable.empty()
            .with(ErrorClass.INVALID_REQUEST, "A1001", "A1006", "A1008")
            .with(ErrorClass.UNAUTHORIZED, "A1003", "A1004")
            .with(ErrorClass.CLOCK_SKEW, "A1002")
            .with(ErrorClass.THROTTLED, "A1005")
            .with(ErrorClass.UNKNOWN_OUTCOME, "A1007", "A1009", "A1099")
            .with(ErrorClass.ALREADY_DONE, "8016")
            .with(ErrorClass.NOT_FOUND, "8018", "8024");

    private final String endpoint;
    private final Exchange exchange;
    private final WireLog log = WireLog.showing("serviceCode");

    SfGateway(CarrierAccount account, CarrierConnection.Wiring wiring) {
        Secret checkWord = account.secret("checkWord");
        endpoint = account.find(CarrierAccount.ENDPOINT).orElse(PRODUCTION);
        log.hide(checkWord);
        exchange = Exchange.builder(SfCarrier.ID, account.option("partnerID"))
                .transport(wiring.transport())
                .clock(wiring.time())
                .waiter(wiring.waiter())
                .signer(new SfSigner(account.option("partnerID"), checkWord))
                .envelope(SfGateway::failureIn)
                .log(log)
                .limits(Limits.defaults().withRetries(4, Duration.ofSeconds(1), Duration.ofSeconds(30)))
                .build();
    }

    WireLog log() {
        return log;
    }

    /** A call that may be repeated because it changes nothing. */
    Answer<HttpAnswer> read(String serviceCode, String msgData) {
        return exchange.run(serviceCode, call(serviceCode, msgData).repeatable());
    }

    /** A call that must not be repeated without asking. */
    Answer<HttpAnswer> write(String serviceCode, String msgData) {
        return exchange.run(serviceCode, call(serviceCode, msgData));
    }

    private HttpCall call(String serviceCode, String msgData) {
        return HttpCall.post(endpoint).withForm("serviceCode", serviceCode).withForm("msgData", msgData);
    }

    /** What the service says in a good answer. */
    static Payload message(HttpAnswer answer) {
        return READER.read(answer).get("apiResultData").parsed().get("msgData").parsed();
    }

    private static Optional<Failure> failureIn(HttpAnswer answer) {
        if (!answer.isOk()) {
            return Optional.empty();
        }
        Payload root = READER.read(answer);
        String gateway = root.get("apiResultCode").textOr("");
        if (!gateway.equals(GATEWAY_OK)) {
            return Optional.of(
                    gateway.isEmpty()
                            ? unreadable("the answer has no apiResultCode")
                            : CODES.failure(gateway, root.get("apiErrorMsg").textOr("")));
        }
        Payload service = root.get("apiResultData").parsed();
        if (!service.isObject() || !service.isWhole() || service.get("success").isAbsent()) {
            return Optional.of(unreadable("apiResultData is no whole object with a member success"));
        }
        if (service.get("success").flagOr(false)) {
            return Optional.empty();
        }
        return Optional.of(CODES.failure(
                service.get("errorCode").textOr("no-code"),
                service.get("errorMsg").textOr("")));
    }

    private static Failure unreadable(String text) {
        return Failure.of(ErrorClass.UNKNOWN_OUTCOME, "answer-unreadable", text);
    }
}
