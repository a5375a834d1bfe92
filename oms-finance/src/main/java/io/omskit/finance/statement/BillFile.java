package io.omskit.finance.statement;

import com.google.common.hash.Hashing;
import java.util.List;

/**
 * A file as a channel gives it out: one text, or a zip of texts. Archives are bounded, so that a small file cannot fill
 * the memory.
 *
 * @param hash SHA-256 of the bytes in hexadecimal
 * @param parts the texts, in the order of the archive
 */
public record BillFile(String hash, List<Part> parts) {
    public BillFile {
        parts = List.copyOf(parts);
    }

    /**
     * One text.
     *
     * @param name the entry's name, or "file"
     * @param charset the encoding that was recognized
     * @param text without byte order mark
     */
    public record Part(String name, String charset, String text) {
        static Part of(String name, byte[] bytes) {
            SourceText source = SourceText.of(name, bytes);
            return new Part(name, source.charset(), source.text());
        }
    }

    /**
     * Opens a file.
     *
     * @throws StatementException where it is empty, has an unknown encoding, or is an archive that cannot or must not be
     *     unpacked
     */
    public static BillFile open(byte[] bytes) {
        if (bytes.length == 0) {
            throw new StatementException("The file is empty.\nFetch it again; an empty bill still has a header.");
        }
        String hash = Hashing.sha256().hashBytes(bytes).toString();
        List<Part> parts = BillArchive.isArchive(bytes) ? BillArchive.unpack(bytes) : List.of(Part.of("file", bytes));
        return new BillFile(hash, parts);
    }
}
