package io.omskit.decision;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a module keeps the texts of its reason codes: {@code reasons.properties} (English) and {@code reasons_zh.properties}
 * (Chinese), both UTF-8, in a package of its own. Keys are reason codes, values are sentences with placeholders named after
 * figures, such as {@code {sku}}; {@code {subject}} stands for the subject.
 *
 * <p>The lookup runs in the module that owns the files, because a named module shows its resources to nobody else. Write it
 * as a lambda there; it then works on the module path and on the class path:
 *
 * <pre>{@code
 * static final ReasonBundle REASONS = name -> Matching.class.getResourceAsStream(name);
 * }</pre>
 */
@FunctionalInterface
public interface ReasonBundle {
    /** Opens a file of the bundle by its simple name, or returns null where the module has none for that language. */
    @Nullable
    InputStream open(String fileName);
}
