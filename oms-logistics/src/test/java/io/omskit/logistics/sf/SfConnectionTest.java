package io.omskit.logistics.sf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.Address;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.Transport;
import io.omskit.fact.ShipmentStatus;
import io.omskit.logistics.Carrier;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import io.omskit.logistics.Timeline;
import io.omskit.logistics.Waybill;
import io.omskit.logistics.sandbox.FaultPlan;
import io.omskit.logistics.sandbox.SandboxServer;
import io.omskit.logistics.sandbox.SfSandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SfConnectionTest {
    private final VirtualTime time = new VirtualTime();

    private SfSandbox sandbox(FaultPlan faults) {
        return new SfSandbox("SHOP", "invented-word", time, faults);
    }

    private SfConnection connect(CarrierAccount account, Transport transport) {
        return (SfConnection)
                new SfCarrier().connect(account, new CarrierConnection.Wiring(transport, time, time::pass));
    }

    private SfConnection connect(SfSandbox sandbox) {
        return connect(account(), sandbox.transport());
    }

    private static CarrierAccount account() {
        return CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "invented-word");
    }

    static Waybill.Order order(String key) {
        Waybill.Party party = new Waybill.Party(
                "测试 仓库", "13000000000", null, Address.chinese("广东省", "深圳市", "南山区", "", "测试路 1 号 *~+"));
        return new Waybill.Order(key, party, party, List.of(new Waybill.Goods("杯子", 2)), 1, null, 1_250L);
    }

    private static ErrorClass errorClass(Answer<?> answer) {
        return answer.failure().map(Failure::errorClass).orElseThrow();
    }

    @Test
    void aWaybillIsMadeOnceForItsKey() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        SfConnection sf = connect(sandbox);
        Waybill made = sf.create(order("FO-1")).orThrow();
        assertEquals(made, sf.create(order("FO-1")).orThrow());
        assertEquals(Optional.of(made), sf.find("FO-1").orThrow());
        assertEquals(Map.of("FO-1", made.number()), sandbox.waybills());
    }

    @Test
    void aKeyThatWasNeverUsedIsNotFound() {
        assertEquals(
                Optional.empty(),
                connect(sandbox(FaultPlan.none(1))).find("FO-9").orThrow());
    }

    @Test
    void aCreateWhoseAnswerIsLostIsNotRepeatedAndCanBeAskedFor() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1).with(FaultPlan.Kind.LOST_ANSWER, 1_000));
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, errorClass(connect(sandbox).create(order("FO-1"))));
        assertEquals(1, sandbox.waybills().size());
    }

    @Test
    void aBusyGatewayLeavesACreateUnknownAndAReadIsRepeated() {
        SfSandbox busy = sandbox(FaultPlan.none(1).with(FaultPlan.Kind.BUSY, 1_000));
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, errorClass(connect(busy).create(order("FO-1"))));
        assertEquals(ErrorClass.RETRY, errorClass(connect(busy).track("SF1", null)));
        SfSandbox sometimes = sandbox(FaultPlan.none(4).with(FaultPlan.Kind.BUSY, 400));
        assertTrue(connect(sometimes).track("SF1", null).isSuccess());
    }

    @Test
    void aTornAnswerIsNeverReadAsSuccess() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1).with(FaultPlan.Kind.TORN_ANSWER, 1_000));
        assertEquals(ErrorClass.UNKNOWN_OUTCOME, errorClass(connect(sandbox).create(order("FO-1"))));
        assertFalse(connect(sandbox).track("SF1", null).isSuccess());
    }

    @Test
    void aWrongCheckWordIsOurFaultAndStaysSecret() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        SfConnection wrong = connect(
                CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", "another-word"),
                sandbox.transport());
        Answer<Waybill> answer = wrong.create(order("FO-1"));
        assertEquals(ErrorClass.INVALID_REQUEST, errorClass(answer));
        String shown = answer + " " + wrong.log().recent();
        assertFalse(shown.contains("another-word"));
        assertFalse(shown.contains("13000000000"));
        assertFalse(shown.contains("测试"));
    }

    @Test
    void aWrongPartnerIsUnauthorizedAndAWrongClockIsNamed() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        SfConnection stranger = connect(
                CarrierAccount.of("sf").with("partnerID", "OTHER").secret("checkWord", "invented-word"),
                sandbox.transport());
        assertEquals(ErrorClass.UNAUTHORIZED, errorClass(stranger.track("SF1", null)));
        SfConnection slow = (SfConnection) new SfCarrier()
                .connect(
                        account(),
                        new CarrierConnection.Wiring(
                                sandbox.transport(), () -> time.instant().minusSeconds(7_200), time::pass));
        assertEquals(ErrorClass.CLOCK_SKEW, errorClass(slow.track("SF1", null)));
    }

    @Test
    void aTrackedParcelStandsWhereTheCarrierHasIt() {
        SfSandbox sandbox = sandbox(FaultPlan.none(7));
        SfConnection sf = connect(sandbox);
        String number = sf.create(order("FO-1")).orThrow().number();
        assertEquals(ShipmentStatus.UNKNOWN, tracked(sf, number).standing().status());
        time.moveTo(sandbox.end());
        Timeline timeline = tracked(sf, number);
        assertEquals(sandbox.truth(number), timeline.standing().status());
        assertEquals(
                "sf.EXP_RECE_SEARCH_ROUTES", timeline.events().get(0).toldBy().get(0));
    }

    private static Timeline tracked(SfConnection sf, String number) {
        Carrier.Parsed parsed = sf.track(number, "0000").orThrow();
        return Timeline.of(parsed.parcels().get(0).fact());
    }

    @Test
    void theSameSandboxAnswersOverASocket() {
        SfSandbox sandbox = sandbox(FaultPlan.none(1));
        try (SandboxServer server = SandboxServer.serve(sandbox::handle)) {
            SfConnection sf = connect(
                    account().with(CarrierAccount.ENDPOINT, server.address().toString()), Transport.network());
            assertTrue(sf.create(order("FO-1")).isSuccess());
        }
        assertEquals(1, sandbox.waybills().size());
    }

    @Test
    void pushesAreTakenOnlyWithTheTokenWhereOneIsSet() {
        SfConnection open = connect(sandbox(FaultPlan.none(1)));
        assertTrue(open.isGenuine(Map.of(), new byte[0]));
        SfConnection guarded = connect(
                account().secret("pushToken", "tok-1"),
                sandbox(FaultPlan.none(1)).transport());
        assertTrue(guarded.isGenuine(Map.of("x-push-token", "tok-1"), new byte[0]));
        assertFalse(guarded.isGenuine(Map.of("x-push-token", "tok-2"), new byte[0]));
        assertFalse(guarded.isGenuine(Map.of(), new byte[0]));
    }

    @Test
    void aMissingCredentialIsNamedWhenTheAccountIsConnected() {
        IllegalArgumentException missing = assertThrows(
                IllegalArgumentException.class,
                () -> connect(CarrierAccount.of("sf").with("partnerID", "SHOP"), (call, timeout) -> {
                    throw new AssertionError("called");
                }));
        assertTrue(missing.getMessage().contains("checkWord"));
        assertThrows(
                IllegalArgumentException.class,
                () -> connect(
                        account().with("payMethod", "sender"),
                        sandbox(FaultPlan.none(1)).transport()));
    }
}
