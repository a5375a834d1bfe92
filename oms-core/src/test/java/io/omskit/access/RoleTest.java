package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RoleTest {
    private static String refusal(Function<Role.Builder, Role.Builder> grant) {
        Role.Builder builder = Role.named("clerk");
        return assertThrows(IllegalArgumentException.class, () -> grant.apply(builder))
                .getMessage();
    }

    @Test
    void anUnknownFieldIsRefusedWithTheNearestName() {
        String message = refusal(role -> role.sees(PersonalFields.catalog(), "person.fone"));
        assertTrue(message.contains("person.fone") && message.contains("person.phone"), message);
        refusal(role -> role.seesMasked(PersonalFields.catalog(), "phone", Masking.PHONE));
        refusal(role -> role.seesInLines(Parcel.FIELDS, Parcel.PIECES, "parcel.code"));
    }

    @Test
    void secretsAreGrantedToNobody() {
        refusal(role -> role.sees(Parcel.FIELDS, Sensitivity.PUBLIC, Sensitivity.SECRET));
        refusal(role -> role.sees(Parcel.FIELDS, "parcel.token"));
        refusal(role -> role.seesMasked(Parcel.FIELDS, "parcel.token", Masking.ALL));
        refusal(role -> role.seesInLines(Parcel.FIELDS, Parcel.PIECES, "piece.token"));
    }

    @Test
    void aGrantOfSecretsCannotEvenBeMade() {
        Set<Sensitivity> secret = Set.of(Sensitivity.SECRET);
        Map<String, Sensitivity> named = Map.of("parcel.token", Sensitivity.SECRET);
        assertThrows(IllegalArgumentException.class, () -> new Grant(secret, Map.of(), Map.of(), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Grant(Set.of(), named, Map.of(), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Grant(Set.of(), Map.of(), named, Map.of()));
    }

    @Test
    void onlyTextsHaveMasksAndOnlyOneEach() {
        refusal(role -> role.seesMasked(Parcel.FIELDS, "parcel.value", Masking.ALL));
        refusal(role -> role.seesMasked(Parcel.FIELDS, "parcel.pieces", Masking.ALL));
        refusal(role -> role.seesMasked(Parcel.FIELDS, "parcel.to", Masking.NAME)
                .seesMasked(Parcel.FIELDS, "parcel.to", Masking.ALL));
    }

    @Test
    void namesOfRolesArePlain() {
        for (String name : List.of("", "two words", "a\nb", "x".repeat(65))) {
            assertThrows(IllegalArgumentException.class, () -> Role.named(name));
        }
        assertEquals("Role[仓库.packer-1]", Role.named("仓库.packer-1").build().toString());
    }

    @Test
    void rolesAreComparedByContent() {
        Role one = Role.named("clerk").sees(Parcel.FIELDS, "parcel.to").build();
        Role same = Role.named("clerk").sees(Parcel.FIELDS, "parcel.to").build();
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, Role.named("clerk").build());
        assertNotEquals(
                one, Role.named("chief").sees(Parcel.FIELDS, "parcel.to").build());
    }

    @Test
    void aBuilderThatGoesOnDoesNotChangeTheRoleItBuilt() {
        Role.Builder builder = Role.named("clerk");
        Role before = builder.build();
        builder.sees(Parcel.FIELDS, Sensitivity.PERSONAL);
        assertEquals(Role.named("clerk").build(), before);
    }
}
