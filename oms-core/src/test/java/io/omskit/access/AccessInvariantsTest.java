package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessInvariantsTest {
    private static final Role ROLE = Role.named("packer")
            .sees(Parcel.FIELDS, Sensitivity.PUBLIC)
            .seesMasked(Parcel.FIELDS, "parcel.phone", Masking.PHONE)
            .seesMasked(Parcel.FIELDS, "parcel.note", Masking.MESSAGE)
            .build();

    private static Optional<String> v1(Map<String, ?> shown) {
        return AccessInvariants.v1(ROLE, Parcel.FIELDS, Parcel.sample(), shown).map(violation -> {
            assertEquals("V1", violation.invariant());
            assertEquals("view of Parcel for role packer", violation.subject());
            return violation.detail();
        });
    }

    @Test
    void whatAViewRendersKeepsV1() {
        assertEquals(Optional.empty(), v1(View.of(ROLE, Parcel.FIELDS).render(Parcel.sample())));
        assertEquals(Optional.empty(), v1(Map.of()));
    }

    @Test
    void aHiddenFieldIsFoundByItsName() {
        String detail = v1(Map.of("parcel.to", "Li Lei")).orElseThrow();
        assertTrue(detail.contains("parcel.to"), detail);
        assertFalse(detail.contains("Li Lei"), detail);
        assertTrue(v1(Map.of("parcel.token", "t0ken")).isPresent());
    }

    @Test
    void aKeyThatIsNoFieldIsFoundAndNotRepeated() {
        assertEquals(Optional.of("holds a key that is no field"), v1(Map.of("Li Lei", "receiver")));
        String inLine = v1(Map.of("parcel.pieces", List.of(Map.of("Li Lei", "receiver"), Map.of())))
                .orElseThrow();
        assertTrue(inLine.startsWith("line 0 holds a key that is no field"), inLine);
    }

    @Test
    void anUnmaskedValueUnderAMaskedNameIsFound() {
        assertEquals(Optional.empty(), v1(Map.of("parcel.phone", "138****1234")));
        assertTrue(v1(Map.of("parcel.phone", "13812341234")).isPresent());
        assertTrue(v1(Map.of("parcel.phone", List.of("13812341234"))).isPresent());
    }

    @Test
    void aHiddenValueInsideFreeTextIsFound() {
        assertEquals(Optional.empty(), v1(Map.of("parcel.note", "ring *** at ***")));
        assertTrue(v1(Map.of("parcel.note", "ring LI LEI at ***")).isPresent());
        assertTrue(v1(Map.of("parcel.note", "ring *** at 138-1234-1234")).isPresent());
    }

    @Test
    void aHiddenFieldInsideALineIsFound() {
        Map<String, Object> second = Map.of("piece.code", "Y");
        assertEquals(Optional.empty(), v1(Map.of("parcel.pieces", List.of(Map.of("piece.code", "X"), second))));
        assertTrue(v1(Map.of("parcel.pieces", List.of(Map.of("piece.engraving", "For Han Meimei"), second)))
                .isPresent());
        assertTrue(v1(Map.of("parcel.pieces", List.of(Map.of("parcel.to", "Li Lei"), second)))
                .isPresent());
        assertTrue(v1(Map.of("parcel.pieces", List.of("Li Lei", second))).isPresent());
        assertTrue(v1(Map.of("parcel.pieces", List.of(second))).isPresent());
    }

    @Test
    void aHiddenValueUnderAPermittedNameIsFound() {
        assertTrue(v1(Map.of("parcel.code", "Li Lei")).isPresent());
        assertTrue(v1(Map.of("parcel.pieces", List.of(Map.of("piece.code", "Li Lei"), Map.of())))
                .isPresent());
        assertTrue(v1(Map.of("parcel.pieces", "Li Lei")).isPresent());
    }
}
