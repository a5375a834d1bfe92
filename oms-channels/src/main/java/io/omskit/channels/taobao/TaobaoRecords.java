package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Feed;
import io.omskit.channels.reading.ChannelMapper;
import io.omskit.connect.Answer;
import io.omskit.connect.Failure;
import io.omskit.connect.payload.Payload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The refund records that belong to a trade. A line only says that its refund succeeded, not how much went back, so the
 * record is read together with the trade and travels with it.
 */
final class TaobaoRecords {
    static final String REFUND_FIELDS =
            "refund_id,tid,oid,num,refund_fee,payment,total_fee,status,order_status,created,"
                    + "modified,good_status,has_good_return,refund_phase,refund_version,dispute_type,company_name,sid";

    private final TaobaoGateway gateway;

    TaobaoRecords(TaobaoGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Reads the records that the trade's lines name.
     *
     * @param all also those whose refund is not successful
     * @return the records that the platform has; a failure only where asking again can help, for a record that is gone or
     *     not permitted must not stop the order
     */
    Answer<List<Payload>> ofLines(Payload trade, boolean all) {
        Set<String> ids = new LinkedHashSet<>();
        for (Payload line : trade.at("orders", "order").items()) {
            String id = line.get("refund_id").id();
            boolean succeeded = line.get("refund_status").textOr("").equals("SUCCESS");
            if (id != null && (all || succeeded)) {
                ids.add(id);
            }
        }
        List<Payload> records = new ArrayList<>(ids.size());
        for (String id : ids) {
            Answer<Payload> answer =
                    gateway.repeatable(TaobaoOrders.REFUND, Map.of("refund_id", id, "fields", REFUND_FIELDS));
            Failure failure = answer.failure().orElse(null);
            if (failure != null && isWorthAsking(failure)) {
                return Answer.failed(failure);
            }
            answer.toOptional()
                    .map(response -> response.get("refund"))
                    .filter(Payload::isPresent)
                    .ifPresent(records::add);
        }
        return Answer.of(records);
    }

    private static boolean isWorthAsking(Failure failure) {
        return switch (failure.errorClass()) {
            case NOT_FOUND, INVALID_REQUEST, REJECTED, ALREADY_DONE -> false;
            case RETRY, THROTTLED, TOKEN_EXPIRED, UNAUTHORIZED, CLOCK_SKEW, UNKNOWN_OUTCOME -> true;
        };
    }

    /** The trade as it came, or a bundle of it and its records. */
    static Feed.Row row(String api, String number, Payload trade, List<Payload> records) {
        if (records.isEmpty()) {
            return new Feed.Row(
                    api, number, trade.get("modified").time(), trade.json().getBytes(UTF_8));
        }
        String bundle = "{\"" + api + "\":[" + trade.json() + "],\"" + TaobaoOrders.REFUND + "\":["
                + records.stream().map(Payload::json).collect(Collectors.joining(",")) + "]}";
        return new Feed.Row(
                ChannelMapper.RECOGNIZE, number, trade.get("modified").time(), bundle.getBytes(UTF_8));
    }
}
