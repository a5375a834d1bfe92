package io.omskit.channels.woocommerce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.channels.contract.ChannelContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WooCommerceContractTest {
    @ParameterizedTest
    @CsvSource({
        "http://store.example, 1",
        "http://store.example, 2",
        "https://store.example, 3",
        "https://store.example, 4"
    })
    void theAdapterKeepsTheContractUnderEveryPlan(String address, long seed) {
        assertEquals(
                List.of(), ChannelContract.of(new WooCommerceSetup(address)).run(seed));
    }
}
