package io.omskit.stock;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources of an engine, indexed once for many decisions. Immutable and safe for several threads. */
public final class Sources {
    /** The source of higher priority first, which is the lower number; then by id. */
    public static final Comparator<Source> BY_PRIORITY =
            Comparator.comparingInt(Source::priority).thenComparing(Source::id);

    private final Map<String, Source> byId = new HashMap<>();
    private final List<Source> counted;

    private Sources(Collection<Source> sources) {
        sources.forEach(source -> byId.put(source.id(), source));
        this.counted = byId.values().stream()
                .filter(Source::counted)
                .sorted(BY_PRIORITY)
                .toList();
    }

    /** Indexes the sources; of two with one id the later counts. */
    public static Sources of(Collection<Source> sources) {
        return new Sources(sources);
    }

    /** Those whose stock is counted, by priority. */
    public List<Source> counted() {
        return counted;
    }

    /** Whether the stock of the source is counted; a source that nobody knows is not. */
    public boolean isCounted(String id) {
        Source source = byId.get(id);
        return source != null && source.counted();
    }

    /** The source, absent where nobody knows it. */
    public @Nullable Source find(String id) {
        return byId.get(id);
    }
}
