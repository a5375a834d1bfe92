package io.omskit.channels.taobao;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.Channel;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.connect.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sandbox of the platform with an answer to {@code taobao.top.oaid.merge} in front, by the receivers of its shop. */
final class GroupingTop implements Sandbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxShop shop;
    private final Sandbox platform;

    GroupingTop(SandboxShop shop, Sandbox platform) {
        this.shop = shop;
        this.platform = platform;
    }

    @Override
    public HttpAnswer handle(Request request) {
        Map<String, String> form = request.form();
        return "taobao.top.oaid.merge".equals(form.get("method"))
                ? HttpAnswer.json(200, merged(form.getOrDefault("merge_list", "[]")))
                : platform.handle(request);
    }

    @Override
    public List<Channel.WebhookCall> webhooks() {
        return platform.webhooks();
    }

    private String merged(String mergeList) {
        Map<SandboxOrder.Receiver, List<String>> groups = new LinkedHashMap<>();
        try {
            JSON.readTree(mergeList).forEach(pair -> shop.order(pair.get("tid").asText())
                    .ifPresent(order -> groups.computeIfAbsent(order.receiver(), same -> new ArrayList<>())
                            .add(order.number())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list =
                body.putObject("top_oaid_merge_response").putObject("tid_list").putArray("string");
        groups.values().forEach(group -> list.add(String.join(",", group)));
        return body.toString();
    }
}
