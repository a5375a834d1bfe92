package io.omskit.engine.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.stored.EffectRows;
import io.omskit.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The life of one upload's row: open under its listing's key, sent, looked at again. */
class UploadsTest {
    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");

    private static Row row(String key, String type) {
        return EffectRows.row(
                77, key, type, "taobao/flagship", 0, 0, Map.of("code", "MUG", "sku", "X", "quantity", "5"), NOON);
    }

    private static Effect effect(String key, String type) {
        return EffectRows.effect(row(key, type));
    }

    @Test
    void uploadsThatTheHostMadeAreNotOurs() {
        assertTrue(Uploads.isUpload(effect("upload:taobao/flagship:MUG", Effect.STOCK_UPLOAD)));
        assertFalse(Uploads.isUpload(effect("nightly-1", Effect.STOCK_UPLOAD)));
        assertFalse(Uploads.isUpload(effect("upload:taobao/flagship:MUG", "other")));
    }

    @Test
    void onceTakenTheKeyIsFreeForTheNextUpload() {
        Row open = row("upload:taobao/flagship:MUG", Effect.STOCK_UPLOAD);
        Row freed = Uploads.freed(open);
        assertEquals("upload:taobao/flagship:MUG#77", freed.text("effect_key"));
        assertSame(freed, Uploads.freed(freed), "once is enough");
        Row foreign = row("nightly-1", Effect.STOCK_UPLOAD);
        assertSame(foreign, Uploads.freed(foreign));
    }

    @Test
    void whatWasSentIsLookedAtAgainAfterAMinute() {
        Row open = row("upload:taobao/flagship:MUG", Effect.STOCK_UPLOAD);
        Effect upload = EffectRows.effect(open);
        assertFalse(Uploads.isCheck(upload));
        assertEquals("5", Uploads.quantityOf(upload));
        Row sent = Uploads.sent(open, upload, NOON);
        Effect check = EffectRows.effect(sent);
        assertTrue(Uploads.isCheck(check));
        assertEquals("5", Uploads.sentBy(check));
        assertEquals(
                NOON.plus(Duration.ofMinutes(1)),
                Objects.requireNonNull(sent.due()).at());
        assertNotEquals(open.text("effect_key"), sent.text("effect_key"));
    }

    @Test
    void anUploadWithoutAQuantitySentNone() {
        Row bare = EffectRows.row(
                7, "upload:a/b:MUG", Effect.STOCK_UPLOAD, "a/b", 0, 0, Map.of("code", "MUG", "sku", "X"), NOON);
        Effect upload = EffectRows.effect(bare);
        assertEquals("", Uploads.quantityOf(upload));
        assertEquals("", Uploads.sentBy(EffectRows.effect(Uploads.sent(bare, upload, NOON))));
    }
}
