package io.omskit.catalog;

import io.omskit.catalog.Listing.Target;
import io.omskit.catalog.Match.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what an unmapped line may have meant: listings and SKUs with a near code, items with a near title. Listings of every
 * shop count, because the same code in another shop is the best hint there is. Immutable; built when first asked.
 */
final class NearestCodes {
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::distance)
            .thenComparing(Candidate::code)
            .thenComparing(candidate -> candidate.target().toString());

    private record Entry(String code, String folded, Target target) {}

    private record Titled(Entry entry, int words) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Titled>> byWord = new HashMap<>();

    NearestCodes(Map<String, Item> items, Map<Listing.Key, Set<Target>> listings) {
        for (Item item : items.values()) {
            Entry entry = add(item.sku().code(), new Target.Units(item.sku(), item.oneUnit()));
            Set<String> words = CodeDistance.words(item.title());
            Titled titled = new Titled(entry, words.size());
            words.forEach(
                    word -> byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(titled));
        }
        listings.forEach((key, targets) -> targets.forEach(target -> add(key.code(), target)));
    }

    /** The nearest targets, each once, best first. */
    List<Candidate> find(List<String> codes, String title) {
        Map<Target, Candidate> best = new HashMap<>();
        for (String code : codes) {
            String folded = CodeDistance.folded(code);
            for (Entry entry : entries) {
                // a code that differs only in form is near, yet not the same
                int distance =
                        code.equals(entry.code()) ? 0 : Math.max(1, CodeDistance.ofCodes(folded, entry.folded()));
                keep(best, entry, distance);
            }
        }
        Set<String> words = CodeDistance.words(title);
        Map<Titled, Integer> common = new HashMap<>();
        for (String word : words) {
            byWord.getOrDefault(word, List.of()).forEach(titled -> common.merge(titled, 1, Integer::sum));
        }
        common.forEach((titled, count) ->
                keep(best, titled.entry(), Math.max(1, CodeDistance.ofWords(count, words.size(), titled.words()))));
        return best.values().stream().sorted(ORDER).limit(Match.MAX_CANDIDATES).toList();
    }

    private Entry add(String code, Target target) {
        Entry entry = new Entry(code, CodeDistance.folded(code), target);
        entries.add(entry);
        return entry;
    }

    private static void keep(Map<Target, Candidate> best, Entry entry, int distance) {
        if (distance <= CodeDistance.LIMIT) {
            Candidate candidate = new Candidate(entry.code(), entry.target(), distance);
            best.merge(entry.target(), candidate, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
        }
    }
}
