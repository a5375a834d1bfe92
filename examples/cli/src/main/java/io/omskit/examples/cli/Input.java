package io.omskit.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a command reads: a file or standard input, bounded. */
final class Input {
    /** The largest input, in bytes. */
    static final int MAX_BYTES = 256 << 20;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(16 << 20)
                    .build())
            .build());

    private Input() {}

    /**
     * The bytes of a file, or of standard input for {@code -}.
     *
     * @throws IllegalArgumentException if there is no such file or it is too large
     */
    static byte[] bytes(String file) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(file + " is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A file that holds one JSON object.
     *
     * @throws IllegalArgumentException if it holds something else
     */
    static JsonNode object(String file) {
        try {
            JsonNode node = JSON.readTree(bytes(file));
            if (node != null && node.isObject()) {
                return node;
            }
            throw new IllegalArgumentException(file + " is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The members of an object as texts; numbers keep their digits, nested values their JSON. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(member -> texts.put(member.getKey(), text(member.getValue())));
        return texts;
    }

    /** A value as text: a string as it is, anything else as JSON, nothing as an empty text. */
    static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isTextual() ? value.textValue() : value.toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
