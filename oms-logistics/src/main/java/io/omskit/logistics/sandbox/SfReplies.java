package io.omskit.logistics.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.connect.HttpAnswer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What SF's gateway answers and pushes, as JSON texts. */
final class SfReplies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private SfReplies() {}

    /** The gateway refuses. */
    static HttpAnswer refused(String code, String text) {
        return HttpAnswer.json(
                200,
                JSON.objectNode()
                        .put("apiErrorMsg", text)
                        .put("apiResultCode", code)
                        .putNull("apiResultData")
                        .toString());
    }

    /** The gateway accepts and the service fails. */
    static HttpAnswer failed(String code, String text) {
        ObjectNode service =
                JSON.objectNode().put("success", false).put("errorCode", code).put("errorMsg", text);
        service.putNull("msgData");
        return accepted(service);
    }

    /** Gateway and service succeed. */
    static HttpAnswer done(ObjectNode message) {
        ObjectNode service = JSON.objectNode().put("success", true).put("errorCode", "S0000");
        service.putNull("errorMsg").set("msgData", message);
        return accepted(service);
    }

    private static HttpAnswer accepted(ObjectNode service) {
        return HttpAnswer.json(
                200,
                JSON.objectNode()
                        .put("apiErrorMsg", "")
                        .put("apiResultCode", "A1000")
                        .put("apiResultData", service.toString())
                        .toString());
    }

    static ObjectNode waybill(String key, String number) {
        ObjectNode message = JSON.objectNode().put("orderId", key).put("filterResult", 2);
        message.putArray("waybillNoInfoList").addObject().put("waybillType", 1).put("waybillNo", number);
        return message;
    }

    static ObjectNode routes(String number, List<Route.Stop> stops) {
        ObjectNode message = JSON.objectNode();
        ObjectNode parcel = message.putArray("routeResps").addObject().put("mailNo", number);
        ArrayNode routes = parcel.putArray("routes");
        stops.forEach(stop -> routes.add(scan(stop)));
        return message;
    }

    static String push(String number, String key, Route.Stop stop) {
        ObjectNode body = JSON.objectNode();
        ObjectNode item = scan(stop);
        item.put("id", Long.toString(stop.at().getEpochSecond()))
                .put("mailno", number)
                .put("orderid", key);
        body.putObject("Body").putArray("WaybillRoute").add(item);
        return body.toString();
    }

    private static ObjectNode scan(Route.Stop stop) {
        return JSON.objectNode()
                .put("acceptTime", local(stop.at()))
                .put("acceptAddress", stop.place())
                .put("remark", stop.remark())
                .put("opCode", stop.code());
    }

    private static String local(Instant at) {
        return LOCAL.format(at);
    }
}
