package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.channels.taobao.TaobaoChannel;
import io.omskit.channels.woocommerce.WooCommerceChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

/**
 * Archived payloads are packed with these texts and name them by their Adler-32. Whoever changes one here makes archives
 * unreadable: put a new text in front of the list and add its checksum.
 */
class VocabularyTest {
    private static List<Long> checksums(Channel channel) {
        return channel.mapper().vocabularies().stream()
                .map(text -> {
                    Adler32 checksum = new Adler32();
                    checksum.update(text.getBytes(StandardCharsets.UTF_8));
                    return checksum.getValue();
                })
                .toList();
    }

    @Test
    void theWordsOfTaobaoStayAsTheyWere() {
        assertEquals(List.of(805_773_214L), checksums(new TaobaoChannel()));
    }

    @Test
    void theWordsOfWooCommerceStayAsTheyWere() {
        assertEquals(List.of(4_974_463L), checksums(new WooCommerceChannel()));
    }
}
