package io.omskit.channels.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.connect.HttpAnswer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sandbox's envelope: success under the method's own root, errors under {@code error_response}, both with HTTP 200. */
final class TopAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final ZoneOffset PLATFORM_ZONE = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String REQUEST_ID = "sandbox";

    /** A call that the platform refuses; thrown inside the sandbox and answered at its edge. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;
        private final String subCode;

        Refused(int code, String message, String subCode) {
            super(message, null, false, false);
            this.code = code;
            this.subCode = subCode;
        }
    }

    private TopAnswers() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A parameter that is a JSON list of objects, as it is nested in a form. */
    static List<JsonNode> objects(String name, String text) {
        try {
            JsonNode list = JSON.readTree(text);
            if (list.isArray()) {
                List<JsonNode> objects = new ArrayList<>(list.size());
                list.forEach(objects::add);
                return objects;
            }
        } catch (JsonProcessingException e) {
            throw invalid(name);
        }
        throw invalid(name);
    }

    static HttpAnswer success(String method, ObjectNode content) {
        String root = method.replaceFirst("^taobao\\.", "").replace('.', '_') + "_response";
        content.put("request_id", REQUEST_ID);
        ObjectNode body = object();
        body.set(root, content);
        return HttpAnswer.json(200, body.toString());
    }

    static HttpAnswer error(Refused refused) {
        ObjectNode body = object();
        ObjectNode error = body.putObject("error_response");
        error.put("code", refused.code);
        error.put("msg", refused.getMessage());
        if (!refused.subCode.isEmpty()) {
            error.put("sub_code", refused.subCode);
            error.put("sub_msg", refused.getMessage());
        }
        error.put("request_id", REQUEST_ID);
        return HttpAnswer.json(200, body.toString());
    }

    /** A list wrapped twice; an empty one is missing altogether. */
    static void putList(ObjectNode content, String outer, String inner, List<ObjectNode> objects) {
        if (!objects.isEmpty()) {
            content.putObject(outer).putArray(inner).addAll(objects);
        }
    }

    /** Keeps the members that were asked for. */
    static ObjectNode only(ObjectNode object, List<String> fields) {
        ObjectNode kept = object();
        object.properties().forEach(member -> {
            if (fields.contains(member.getKey())) {
                kept.set(member.getKey(), member.getValue());
            }
        });
        return kept;
    }

    static String time(@Nullable Instant instant) {
        return instant == null ? "" : TIME.format(instant.atOffset(PLATFORM_ZONE));
    }

    static Optional<Instant> parseTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(PLATFORM_ZONE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Refused missing(String name) {
        return new Refused(40, "Missing required arguments:" + name, "isv.missing-parameter:" + name);
    }

    static Refused invalid(String name) {
        return new Refused(41, "Invalid arguments:" + name, "isv.invalid-parameter:" + name);
    }
}
