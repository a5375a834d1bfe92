package io.omskit.channels.taobao;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.channels.contract.ChannelContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoContractTest {
    @ParameterizedTest
    @CsvSource({"md5, 1", "hmac, 2", "hmac-sha256, 3", "md5, 4"})
    void theAdapterKeepsTheContractUnderEveryPlan(String signMethod, long seed) {
        assertEquals(List.of(), ChannelContract.of(new TaobaoSetup(signMethod)).run(seed));
    }
}
