package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import picocli.CommandLine;

/** Runs {@code oms} as a shell would and keeps what it said. */
final class Terminal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Terminal() {}

    /** What a command said: its exit code, standard output in UTF-8, and standard error. */
    record Said(int exit, String out, String err) {
        List<JsonNode> objects() {
            List<JsonNode> objects = new ArrayList<>();
            try {
                for (String line : out.lines().toList()) {
                    objects.add(JSON.readTree(line));
                }
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(out, e);
            }
            return objects;
        }

        JsonNode object() {
            return objects().get(0);
        }
    }

    static Said oms(String... arguments) {
        return withInput(new byte[0], arguments);
    }

    /** With something on standard input. */
    static synchronized Said withInput(byte[] input, String... arguments) {
        PrintStream out = System.out;
        InputStream in = System.in;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        try {
            // bytes pass as they are: a command must write UTF-8 whatever the terminal's encoding
            System.setOut(new PrintStream(said, true, java.nio.charset.StandardCharsets.US_ASCII));
            System.setIn(new ByteArrayInputStream(input));
            CommandLine line = OmsCommand.commandLine().setErr(new PrintWriter(err, true));
            int exit = line.execute(arguments);
            return new Said(exit, said.toString(UTF_8), err.toString());
        } finally {
            System.setOut(out);
            System.setIn(in);
        }
    }

    /** A file of the reference folder, or a skipped test. */
    static Path shared(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve("oms-core"))) {
            root = root.getParent();
        }
        String told = System.getProperty("oms.shared", "");
        Path file = (told.isEmpty() ? root.resolveSibling("shared") : Path.of(told)).resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "there is no " + file + "; name the folder with -Doms.shared");
        return file;
    }
}
