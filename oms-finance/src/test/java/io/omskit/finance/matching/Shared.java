package io.omskit.finance.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The reference folder beside the repository; tests that need it are skipped with a reason where it is absent. */
public final class Shared {
    private Shared() {}

    /** The bytes of a sample of the finance reference. */
    public static byte[] sample(String name) throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path samples = at.resolve("shared/reference/finance/samples");
            if (Files.isDirectory(samples)) {
                return Files.readAllBytes(samples.resolve(name));
            }
        }
        Assumptions.abort("skipped: there is no folder shared/reference/finance/samples beside the repository");
        throw new IllegalStateException("not reached");
    }
}
