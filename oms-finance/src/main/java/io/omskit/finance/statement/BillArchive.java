package io.omskit.finance.statement;

import io.omskit.finance.statement.BillFile.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a zip with bounds on entries, total size and ratio. Entry names are GBK without the UTF-8 flag in archives of
 * Chinese channels; they are opened as single bytes, which never fails, and decoded afterwards.
 */
final class BillArchive {
    static final int MAX_ENTRIES = 64;
    static final int MAX_BYTES = 256 << 20;
    static final int MAX_RATIO = 200;
    /** Below this size no ratio is suspicious: a bill of equal lines packs well. */
    static final int FREE_BYTES = 1 << 20;

    private BillArchive() {}

    static boolean isArchive(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    static List<Part> unpack(byte[] bytes) {
        long allowed = Math.min(MAX_BYTES, Math.max(FREE_BYTES, (long) bytes.length * MAX_RATIO));
        List<Part> parts = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new StatementException(
                            "The archive has more than " + MAX_ENTRIES + " entries.\nGive one bill at a time.");
                }
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, allowed + 1));
                allowed -= content.length;
                if (allowed < 0) {
                    throw new StatementException(
                            "The archive unpacks to more than " + MAX_BYTES + " bytes or more than " + MAX_RATIO
                                    + " times its size.\nUnpack it yourself if it is really a bill.");
                }
                if (!entry.isDirectory()) {
                    parts.add(part(entry, content));
                }
            }
        } catch (IOException broken) {
            throw new StatementException(
                    "The archive cannot be unpacked: " + broken.getMessage()
                            + ".\nFetch it again; archives with a password are not opened.",
                    broken);
        }
        if (parts.isEmpty()) {
            throw new StatementException("The archive has no entry.\nFetch it again.");
        }
        return parts;
    }

    private static Part part(ZipEntry entry, byte[] content) {
        String name = name(entry.getName());
        if (isArchive(content)) {
            throw new StatementException(
                    "The archive holds the archive '" + name + "'.\nUnpack the outer one and give the inner one.");
        }
        return Part.of(name, content);
    }

    /** Names with the UTF-8 flag come decoded; they are kept unless all their characters fit single bytes. */
    private static String name(String raw) {
        if (raw.chars().anyMatch(character -> character > 0xff)) {
            return raw;
        }
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        String utf8 = SourceText.strictly(bytes, StandardCharsets.UTF_8);
        String gbk = utf8 == null ? SourceText.strictly(bytes, Charset.forName("GB18030")) : utf8;
        return gbk == null ? raw : gbk;
    }
}
