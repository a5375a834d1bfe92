package io.omskit.channels.woocommerce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.channels.reading.SampleFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class WooCommerceSamplesTest {
    @Test
    void theReferenceSampleIsReadAsExpected() {
        assertEquals(List.of(), SampleFiles.differences("woocommerce", new WooCommerceChannel().mapper()));
    }
}
