package io.omskit.rule.document;

import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Node.Scalar;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes nodes of a YAML 1.2 document, of which JSON is a part. Bounded in size and depth; anchors, aliases, tags, second
 * documents and repeated keys are refused, so a document means what it shows.
 */
public final class NodeReader {
    /** The largest document, in bytes. */
    public static final int MAX_BYTES = 8 << 20;

    /** Room for the deepest condition that compiles; each level of it takes a mapping and a list. */
    static final int MAX_DEPTH = 160;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final String SYNTAX_REMEDY = "Correct the YAML or JSON there; quote operators and texts that begin"
            + " with > or !, such as \">=\", and indent with spaces.";

    private final Findings findings;
    private final Iterator<Event> events;

    private NodeReader(Findings findings, Iterator<Event> events) {
        this.findings = findings;
        this.events = events;
    }

    /** The root of the document, or null and a problem. */
    public static @Nullable Node read(byte[] content, Findings findings) {
        String text = text(content, findings);
        if (text == null) {
            return null;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel("document")
                .setCodePointLimit(MAX_BYTES)
                // the parser fails where the edge of its buffer cuts a surrogate pair, so all must fit in one
                .setBufferSize(text.length() + 1)
                .build();
        try {
            Node root = new NodeReader(
                            findings, new Parse(settings).parseString(text).iterator())
                    .document();
            if (root == null && findings.count() == 0) {
                findings.add(1, 1, "The document is empty.", "Write a rule book: book, version and rules.");
            }
            return root;
        } catch (Refusal refusal) {
            findings.add(refusal.line, refusal.column, refusal.problem, refusal.remedy);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            String what = e.getProblem() == null ? "" : ": " + e.getProblem();
            findings.add(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    "The document cannot be read from here on" + what + ".",
                    SYNTAX_REMEDY);
        } catch (ReaderException e) {
            at(
                    text,
                    e.getPosition(),
                    findings,
                    "The document holds the character U+" + Integer.toHexString(e.getCodePoint()) + ".");
        } catch (YamlEngineException e) {
            findings.add(1, 1, "The document cannot be read: " + e.getMessage() + ".", SYNTAX_REMEDY);
        }
        return null;
    }

    private static void at(String text, int codePoints, Findings findings, String problem) {
        int line = 1;
        int column = 1;
        int seen = 0;
        for (int i = 0; i < text.length() && seen < codePoints; i = text.offsetByCodePoints(i, 1)) {
            boolean newLine = text.charAt(i) == '\n';
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
            seen++;
        }
        findings.add(line, column, problem, "Save the file as UTF-8 text without control characters.");
    }

    /** The content as text: UTF-8, without a byte order mark. */
    private static @Nullable String text(byte[] content, Findings findings) {
        if (content.length > MAX_BYTES) {
            findings.add(
                    1,
                    1,
                    "The document has " + content.length + " bytes, at most " + MAX_BYTES + " are read.",
                    "Split it into several documents.");
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            at(text, text.codePointCount(0, text.length()), findings, "The document is not UTF-8.");
            return null;
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        // JSON may be indented with tabs, YAML may not; inside a JSON text a bare tab is not allowed anyway
        return text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    }

    private @Nullable Node document() {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                if (root != null) {
                    throw new Refusal(event, "A second document begins here.", "Keep one document in one file.");
                }
                root = node(events.next(), 1);
            }
        }
        return root instanceof Scalar scalar && scalar.type() == Node.Type.NOTHING ? null : root;
    }

    private Node node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refusal(
                    event, "The document is nested more than " + MAX_DEPTH + " deep.", "Flatten the conditions.");
        }
        requirePlain(event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        return event instanceof MappingStartEvent ? mapping(event, depth) : items(event, depth);
    }

    private static void requirePlain(Event event) {
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw new Refusal(
                    event, "Anchors and aliases (& and *) are not read.", "Write the value out where it is used.");
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent start
                        && start.getTag().isPresent());
        if (tagged) {
            throw new Refusal(event, "Tags (!) are not read.", "Remove the tag; quote operators such as \"!=\".");
        }
    }

    private static Scalar scalar(ScalarEvent event) {
        String text = event.getValue();
        Node.Type type = event.getScalarStyle() == ScalarStyle.PLAIN ? typeOf(text) : Node.Type.TEXT;
        return new Scalar(line(event), column(event), type, text);
    }

    /** What a bare value is taken for, by the rules of JSON. */
    static Node.Type typeOf(String plain) {
        return switch (plain) {
            case "true", "false" -> Node.Type.TRUTH;
            case "", "~", "null" -> Node.Type.NOTHING;
            default -> NUMBER.matcher(plain).matches() ? Node.Type.NUMBER : Node.Type.TEXT;
        };
    }

    private Items items(Event start, int depth) {
        List<Node> parts = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            parts.add(node(event, depth + 1));
        }
        return new Items(line(start), column(start), parts);
    }

    private Mapping mapping(Event start, int depth) {
        List<Member> members = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (!(key instanceof Scalar name)) {
                findings.add(key, "", "A key is " + key.kind() + ".", "Write a name before the colon.");
                continue;
            }
            Integer before = lines.putIfAbsent(name.text(), name.line());
            if (before == null) {
                members.add(new Member(name, value));
            } else {
                findings.add(
                        name,
                        "",
                        "Key '" + name.text() + "' is there already, on line " + before + ".",
                        "Keep one of the two; to ask a field twice, put two conditions into 'all'.");
            }
        }
        return new Mapping(line(start), column(start), members);
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }

    /** Ends reading: what follows could not be trusted. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int line;
        private final int column;
        private final String problem;
        private final String remedy;

        Refusal(Event at, String problem, String remedy) {
            super(problem, null, false, false);
            this.line = line(at);
            this.column = column(at);
            this.problem = problem;
            this.remedy = remedy;
        }
    }
}
