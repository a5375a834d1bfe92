package io.omskit.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command prints: JSON Lines in UTF-8, whatever the encoding of the terminal. */
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private boolean problems;

    private Output(PrintWriter out) {
        this.out = out;
    }

    /** Prints on standard output. */
    static Output standard() {
        return new Output(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false));
    }

    Writer writer() {
        return out;
    }

    /** Prints one object as one line. */
    Output line(Map<String, ?> object) {
        problems |= hasProblems(object);
        out.println(json(object));
        return this;
    }

    /** Prints objects, one a line. */
    Output lines(List<? extends Map<String, ?>> objects) {
        objects.forEach(this::line);
        return this;
    }

    /** Prints text as it is. */
    Output text(String text) {
        out.print(text);
        return this;
    }

    /** Notes that something could not be read although no object says so. */
    Output withProblems() {
        problems = true;
        return this;
    }

    /** Ends the output; the exit code tells whether some object carried problems. */
    int end() {
        out.flush();
        return problems ? OmsCommand.WITH_PROBLEMS : OmsCommand.DONE;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an object could not be written as JSON", e);
        }
    }

    private static boolean hasProblems(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            boolean own = map.get("problems") instanceof Collection<?> list && !list.isEmpty();
            return own || map.values().stream().anyMatch(Output::hasProblems);
        }
        return false;
    }
}
