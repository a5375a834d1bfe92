package io.omskit.logistics.sf;

/** Invented bodies in the form of the SF page: a route answer as the gateway wraps it, and a route push. */
final class SfBodies {
    static final String NUMBER = "SF1000000000015";

    private SfBodies() {}

    static String answer(String routes) {
        return gateway(
                "{\"success\":true,\"errorCode\":\"S0000\",\"errorMsg\":null,\"msgData\":" + message(routes) + "}");
    }

    static String message(String routes) {
        return "{\"routeResps\":[{\"mailNo\":\"" + NUMBER + "\",\"routes\":[" + routes + "]}]}";
    }

    static String gateway(String data) {
        return "{\"apiErrorMsg\":\"\",\"apiResponseID\":\"00018F\",\"apiResultCode\":\"A1000\",\"apiResultData\":\""
                + data.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    static String route(String time, String place, String remark, String opCode) {
        return "{\"acceptTime\":\"" + time + "\",\"acceptAddress\":\"" + place + "\",\"remark\":\"" + remark
                + "\",\"opCode\":\"" + opCode + "\"}";
    }

    static String wholeTrip() {
        return String.join(
                ",",
                route("2025-03-01 18:02:11", "深圳市", "顺丰速运 已收取快件", "54"),
                route("2025-03-01 20:15:00", "深圳市", "快件在【深圳福田营业部】完成分拣,准备发往下一站", "30"),
                route("2025-03-02 03:40:09", "杭州市", "快件到达【杭州萧山中转场】", "31"),
                route("2025-03-02 08:01:44", "杭州市", "快件交给快递员,正在派送途中", "44"),
                route("2025-03-02 11:32:05", "杭州市", "已签收,感谢使用顺丰", "80"),
                route("2025-03-02 11:33:00", "杭州市", "在官网可查看签收人信息", "8000"));
    }

    static String push(String... items) {
        return "{\"Body\":{\"WaybillRoute\":[" + String.join(",", items) + "]}}";
    }

    static String pushItem(String number, String time, String opCode, String remark) {
        return "{\"id\":\"1700\",\"mailno\":\"" + number + "\",\"orderid\":\"FO-1\",\"acceptTime\":\"" + time
                + "\",\"acceptAddress\":\"杭州市\",\"remark\":\"" + remark + "\",\"opCode\":\"" + opCode + "\"}";
    }
}
