package io.omskit.order.flow;

import io.omskit.order.Handling.Meaning;
import io.omskit.order.Handling.Question;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.action.ActionCatalog.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the customer is asked, as data. Source: domain rules.
 *
 * @param question the text; no personal data
 * @param deadline how long an answer may take, positive
 * @param answers the possible answers and what each means, in the order of asking
 * @param silence what no answer in time means
 */
public record AskBack(String question, Duration deadline, Map<String, Meaning> answers, Meaning silence) {
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.of("question", Parameter.Type.TEXT),
            Parameter.of("deadline", Parameter.Type.DURATION),
            Parameter.choices("answers", words()),
            Parameter.word("silence", words()));

    /** Refuses a question that changes nothing or never ends. */
    public AskBack {
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        if (question.isBlank() || answers.isEmpty() || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("Question '" + question + "' has " + answers.size()
                    + " answers and the deadline " + deadline + ".\n"
                    + "Give a text, at least one answer and a deadline above zero.");
        }
        Meaning unanswered = silence;
        if (answers.values().stream().allMatch(meaning -> meaning == unanswered)) {
            throw new IllegalArgumentException("Every answer to '" + question + "' means " + silence
                    + ", as silence does.\nGive an answer of another meaning, or ask nothing.");
        }
    }

    private static String[] words() {
        return Arrays.stream(Meaning.values()).map(Meaning::name).toArray(String[]::new);
    }

    /** Whether some answer, or silence, lets the order go on. */
    boolean canPass() {
        return silence.passes() || answers.values().stream().anyMatch(Meaning::passes);
    }

    /** Whether some answer, or silence, means this. */
    public boolean canMean(Meaning meaning) {
        return silence == meaning || answers.containsValue(meaning);
    }

    /** The question as it is asked at a moment. */
    Question at(Instant now, String type) {
        return new Question(type, question, now.plus(deadline), answers, silence, null);
    }

    static AskBack of(Arguments arguments) {
        Map<String, Meaning> answers = new LinkedHashMap<>();
        arguments.choices("answers").forEach((answer, word) -> answers.put(answer, Meaning.valueOf(word)));
        return new AskBack(
                arguments.text("question"),
                arguments.duration("deadline"),
                answers,
                Meaning.valueOf(arguments.text("silence")));
    }

    Arguments arguments() {
        Map<String, String> words = new LinkedHashMap<>();
        answers.forEach((answer, meaning) -> words.put(answer, meaning.name()));
        return Arguments.none()
                .with("question", question)
                .with("deadline", deadline)
                .with("answers", words)
                .with("silence", silence.name());
    }
}
