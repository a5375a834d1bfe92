package io.omskit.engine.policy;

import io.omskit.order.PartyKeys;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an engine looks for in what people say and who they are, so that rules can read it although the text itself is
 * sealed (domain rule ). Of a text only the keywords that it holds are kept, in the host's own spelling. Immutable and
 * thread-safe, as the blacklist must be.
 *
 * <p>Other keywords are looked for in what is told from then on, another blacklist is asked about every order that is looked
 * at from then on.
 */
public final class ReadingPolicy {
    private static final int MOST_KEYWORDS = 1_000;
    private static final int LONGEST_KEYWORD = 40;
    private static final ReadingPolicy NOTHING = new ReadingPolicy(Map.of(), keys -> false);

    /** By the form in which they are compared. */
    private final Map<String, String> keywords;

    private final Blacklist blacklist;

    private ReadingPolicy(Map<String, String> keywords, Blacklist blacklist) {
        this.keywords = keywords;
        this.blacklist = blacklist;
    }

    /** Whom the host does not want to serve unseen. Asked about keyed hashes only, often: it must be quick and repeatable. */
    @FunctionalInterface
    public interface Blacklist {
        /** Whether the host knows the buyer or the receiver. */
        boolean has(PartyKeys keys);
    }

    /** Looks for no words and knows nobody. */
    public static ReadingPolicy nothing() {
        return NOTHING;
    }

    /**
     * The same that looks for these words in the buyer's message and the seller's memo.
     *
     * @param words at most 1,000 of at most 40 characters; capitals and full-width letters do not matter
     * @throws IllegalArgumentException if there are more, or one is blank, longer, or holds an asterisk, which masks text
     */
    public ReadingPolicy withKeywords(Collection<String> words) {
        if (words.size() > MOST_KEYWORDS) {
            throw new IllegalArgumentException(
                    words.size() + " keywords are too many.\nGive at most " + MOST_KEYWORDS + ".");
        }
        Map<String, String> byForm = new LinkedHashMap<>();
        for (String word : new TreeSet<>(words)) {
            if (word.isBlank() || word.length() > LONGEST_KEYWORD || word.indexOf('*') >= 0) {
                throw new IllegalArgumentException("the keyword \"" + word + "\" cannot be looked for.\nGive 1 to "
                        + LONGEST_KEYWORD + " characters without an asterisk.");
            }
            byForm.putIfAbsent(form(word), word);
        }
        return new ReadingPolicy(Map.copyOf(byForm), blacklist);
    }

    /** The same that asks this list. */
    public ReadingPolicy withBlacklist(Blacklist list) {
        return new ReadingPolicy(keywords, list);
    }

    /** {@return the words that are looked for, as the host gave them} */
    public Set<String> keywords() {
        return Set.copyOf(keywords.values());
    }

    /** {@return whom the host does not want to serve unseen} */
    public Blacklist blacklist() {
        return blacklist;
    }

    /**
     * The keywords in a text. Absent where it says nothing about them: none are looked for, or it holds none and is masked.
     *
     * @param text as it was told; absent where there is none
     */
    public @Nullable Set<String> wordsIn(@Nullable String text) {
        if (keywords.isEmpty()) {
            return null;
        }
        Set<String> found = new TreeSet<>();
        if (text != null) {
            String form = form(text);
            keywords.forEach((sought, word) -> {
                if (form.contains(sought)) {
                    found.add(word);
                }
            });
        }
        return found.isEmpty() && text != null && text.indexOf('*') >= 0 ? null : found;
    }

    private static String form(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The number of keywords. */
    @Override
    public String toString() {
        return "ReadingPolicy[" + keywords.size() + " keywords]";
    }
}
