package io.omskit.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShopAccountTest {
    private final ShopAccount account =
            ShopAccount.of("taobao", "flagship").with("appKey", "123").secret("appSecret", "hush-hush");

    @Test
    void partsAreReadBack() {
        assertEquals("taobao/flagship", account.shop().toString());
        assertEquals("123", account.option("appKey"));
        assertEquals("hush-hush", account.secret("appSecret").reveal());
        assertEquals(Map.of("appKey", "123", "appSecret", "hush-hush"), account.credentials());
        assertEquals(Optional.empty(), account.find("endpoint"));
        assertEquals(Duration.ofMinutes(1), account.every());
    }

    @Test
    void noTextOfItShowsASecret() {
        assertFalse(account.isBetrayedBy(account.toString()));
        assertTrue(account.toString().contains("appSecret"));
        assertTrue(account.isBetrayedBy("sign with hush-hush now"));
    }

    @Test
    void whatIsMissingIsNamedWithoutShowingTheRest() {
        String message = assertThrows(IllegalArgumentException.class, () -> account.secret("session"))
                .getMessage();
        assertTrue(message.contains("taobao/flagship has no session"), message);
        assertTrue(message.contains(".secret(\"session\""), message);
        assertFalse(account.isBetrayedBy(message));
    }

    @Test
    void changesAreCopies() {
        ShopAccount other = account.with("appKey", "9")
                .since(Instant.EPOCH)
                .zone(ZoneId.of("Asia/Shanghai"))
                .every(Duration.ZERO);
        assertEquals("123", account.option("appKey"));
        assertEquals("9", other.option("appKey"));
        assertEquals(Optional.of(Instant.EPOCH), other.since());
        assertEquals(Optional.of(ZoneId.of("Asia/Shanghai")), other.zone());
        assertEquals("hush-hush", other.secret("appSecret").reveal());
    }

    @Test
    void aNegativeIntervalIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> account.every(Duration.ofSeconds(-1)));
    }

    @Test
    void callsAndRowsShowNoContent() {
        Channel.Unsigned call = new Channel.Unsigned(
                account.credentials(), "POST", "/router", Map.of("k", "v"), Map.of(), "body", null);
        assertFalse(account.isBetrayedBy(call.toString()));
        assertEquals("123", call.credential("appKey"));
        assertThrows(IllegalArgumentException.class, () -> call.credential("session"));
        assertEquals("WebhookCall[2 bytes]", new Channel.WebhookCall(Map.of(), Map.of(), new byte[2]).toString());
        assertEquals("Row[orders 7 null 3 bytes]", new Feed.Row("orders", "7", null, new byte[3]).toString());
    }
}
