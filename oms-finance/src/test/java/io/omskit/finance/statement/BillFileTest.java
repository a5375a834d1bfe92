package io.omskit.finance.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class BillFileTest {
    private static byte[] zip(Charset names, String name, byte[] content, int copies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (int i = 0; i < copies; i++) {
                zip.putNextEntry(new ZipEntry(copies == 1 ? name : name + i));
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String charset(byte[] bytes) {
        BillFile.Part part = BillFile.open(bytes).parts().get(0);
        return part.charset() + " " + part.text();
    }

    @Test
    void theEncodingIsRecognizedAndReported() {
        assertEquals("UTF-8 金额", charset("金额".getBytes(StandardCharsets.UTF_8)));
        assertEquals("UTF-8 金额", charset("\uFEFF金额".getBytes(StandardCharsets.UTF_8)));
        assertEquals("GB18030 金额", charset("金额".getBytes(Charset.forName("GBK"))));
        assertEquals("UTF-16LE 金额", charset("\uFEFF金额".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("UTF-16BE 金额", charset("\uFEFF金额".getBytes(StandardCharsets.UTF_16BE)));
    }

    @Test
    void bytesOfNoKnownEncodingAreRefusedRatherThanReplaced() {
        var error = assertThrows(StatementException.class, () -> BillFile.open(new byte[] {'a', (byte) 0xff, 'b'}));
        assertTrue(error.getMessage().contains("\n"));
        assertThrows(StatementException.class, () -> BillFile.open(new byte[0]));
    }

    @Test
    void entryNamesAreReadWhateverTheirEncoding() throws IOException {
        byte[] content = "x".getBytes(StandardCharsets.UTF_8);
        for (Charset names : new Charset[] {Charset.forName("GBK"), StandardCharsets.UTF_8}) {
            assertEquals(
                    "账单.csv",
                    BillFile.open(zip(names, "账单.csv", content, 1))
                            .parts()
                            .get(0)
                            .name());
        }
    }

    @Test
    void archivesAreBounded() throws IOException {
        byte[] zeros = new byte[40 << 20];
        Arrays.fill(zeros, (byte) '0');
        byte[] bomb = zip(StandardCharsets.UTF_8, "a.csv", zeros, 1);
        assertThrows(StatementException.class, () -> BillFile.open(bomb));
        byte[] many = zip(StandardCharsets.UTF_8, "a.csv", "x".getBytes(StandardCharsets.UTF_8), 65);
        assertThrows(StatementException.class, () -> BillFile.open(many));
        byte[] nested = zip(
                StandardCharsets.UTF_8,
                "a.zip",
                zip(StandardCharsets.UTF_8, "b", "x".getBytes(StandardCharsets.UTF_8), 1),
                1);
        assertThrows(StatementException.class, () -> BillFile.open(nested));
    }

    @Test
    void aBrokenArchiveIsRefused() throws IOException {
        byte[] whole =
                zip(StandardCharsets.UTF_8, "a.csv", "some text".repeat(99).getBytes(StandardCharsets.UTF_8), 1);
        assertThrows(StatementException.class, () -> BillFile.open(Arrays.copyOf(whole, 40)));
        byte[] damaged = whole.clone();
        damaged[45] ^= 0x55;
        assertThrows(StatementException.class, () -> BillFile.open(damaged));
    }
}
