package io.omskit.finance.statement;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file in an encoding that reads every byte: UTF-8, else GB18030, else UTF-16 by its byte order mark. Bad
 * bytes are never replaced.
 *
 * @param charset the encoding that was recognized
 * @param text without byte order mark
 */
record SourceText(String charset, String text) {
    private static final Charset GB18030 = Charset.forName("GB18030");

    static SourceText of(String name, byte[] bytes) {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, GB18030}) {
            String text = strictly(bytes, charset);
            if (text != null) {
                return new SourceText(charset.name(), text.startsWith("\uFEFF") ? text.substring(1) : text);
            }
        }
        Charset marked = byMark(bytes);
        String text = marked == null ? null : strictly(bytes, marked);
        if (marked == null || text == null) {
            throw new StatementException("The " + bytes.length + " bytes of " + name
                    + " are neither UTF-8 nor GB18030 nor UTF-16 with a byte order mark."
                    + "\nGive the file as the channel wrote it.");
        }
        return new SourceText(marked.name(), text.substring(1));
    }

    static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            return null;
        }
    }

    private static @Nullable Charset byMark(byte[] bytes) {
        if (bytes.length < 2) {
            return null;
        }
        int mark = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return mark == 0xfeff ? StandardCharsets.UTF_16BE : mark == 0xfffe ? StandardCharsets.UTF_16LE : null;
    }
}
