package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.access.View.Shown;
import io.omskit.address.Address;
import io.omskit.fact.PersonalData;
import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Instant NOON = Instant.parse("2024-04-01T12:00:00Z");
    private static final Audit.Request REQUEST = new Audit.Request("clerk-7", "asks about a return", "order 42", NOON);
    private static final PersonalData PERSON = new PersonalData(
            "buyer_001",
            "李雷",
            "13812341234",
            "lilei@example.com",
            Address.chinese("浙江省", "杭州市", "余杭区", "示例街道", "示范路1号"),
            "OAID-1",
            "请联系李雷 138 1234 1234",
            null,
            "192.0.2.7");

    private static Role.Builder role() {
        return Role.named("clerk");
    }

    @Test
    void aRoleWithoutGrantsSeesNothing() {
        assertEquals(Map.of(), View.of(role().build(), Parcel.FIELDS).render(Parcel.sample()));
        Role ofOtherThings =
                role().sees(PersonalFields.catalog(), Sensitivity.PUBLIC).build();
        assertEquals(Map.of(), View.of(ofOtherThings, Parcel.FIELDS).render(Parcel.sample()));
    }

    @Test
    void fieldsAreGrantedBySensitivityInLinesToo() {
        Role publicOnly = role().sees(Parcel.FIELDS, Sensitivity.PUBLIC).build();
        assertEquals(
                "{parcel.code=P1, parcel.pieces=[{piece.code=X}, {piece.code=Y}]}",
                View.of(publicOnly, Parcel.FIELDS).render(Parcel.sample()).toString());
        Role business = role().sees(Parcel.FIELDS, Sensitivity.PUBLIC, Sensitivity.COMMERCIAL)
                .build();
        assertEquals(
                "{parcel.code=P1, parcel.value={minor=500, currency=CNY}, parcel.pieces="
                        + "[{piece.code=X, piece.tags=[a, b]}, {piece.code=Y, piece.tags=[]}]}",
                View.of(business, Parcel.FIELDS).render(Parcel.sample()).toString());
    }

    @Test
    void fieldsAreGrantedByNameAndThoseOfLinesOnlyWithTheirLines() {
        Role.Builder names =
                role().sees(Parcel.FIELDS, "parcel.value").seesInLines(Parcel.FIELDS, Parcel.PIECES, "piece.tags");
        View<Parcel> withoutLines = View.of(names.build(), Parcel.FIELDS);
        assertEquals(
                "[parcel.value]", withoutLines.render(Parcel.sample()).keySet().toString());
        View<Parcel> withLines =
                View.of(names.sees(Parcel.FIELDS, "parcel.pieces").build(), Parcel.FIELDS);
        assertEquals(
                "[{piece.tags=[a, b]}, {piece.tags=[]}]",
                withLines.render(Parcel.sample()).get("parcel.pieces").toString());
    }

    @Test
    void theUsualMasksShowThePersonOnlyInOutline() {
        Role outline = role().sees(PersonalFields.catalog(), Sensitivity.PUBLIC)
                .seesMasked(PersonalFields.catalog(), PersonalFields.masks())
                .build();
        View<PersonalData> view = View.of(outline, PersonalFields.catalog());
        assertFalse(view.showsPersonalData());
        assertEquals(
                "{person.account=***, person.name=李*, person.phone=138****1234, person.mail=l***@example.com,"
                        + " person.country=CN, person.street=***, person.buyerMessage=请联系*** ***}",
                view.render(PERSON).toString());
        assertEquals(Optional.empty(), view.disclose(PERSON, REQUEST).audit());
    }

    @Test
    void anAddressGoesDownToTheDistrict() {
        Role area = role().sees(PersonalFields.catalog(), "person.area")
                .seesMasked(PersonalFields.catalog(), "person.street", Masking.ALL)
                .build();
        View<PersonalData> view = View.of(area, PersonalFields.catalog());
        assertEquals(
                Map.of("person.area", "浙江省杭州市余杭区", "person.street", "***"),
                view.disclose(PERSON, REQUEST).fields());
    }

    @Test
    void partsOfAnAddressAreJoinedAsTheirCountryWritesThem() {
        Fields<PersonalData> catalog = PersonalFields.catalog();
        Role all = role().sees(catalog, Sensitivity.PERSONAL).build();
        PersonalData abroad = withAddress(Address.international("BR", "SP", "Campinas", "Rua Exemplo 1", "13000-000"));
        assertEquals(
                "{person.area=SP, Campinas, person.street=Rua Exemplo 1, person.zip=13000-000}",
                View.of(all, catalog).disclose(abroad, REQUEST).fields().toString());
        PersonalData municipality = withAddress(Address.chinese("上海市", "上海市", "徐汇区", "", "示范路1号"));
        assertEquals(
                "上海市徐汇区",
                View.of(all, catalog).disclose(municipality, REQUEST).fields().get("person.area"));
        assertEquals(
                Map.of(),
                View.of(all, catalog).disclose(PersonalData.NONE, REQUEST).fields());
    }

    private static PersonalData withAddress(Address address) {
        return new PersonalData(null, null, null, null, address, null, null, null, null);
    }

    @Test
    void showingPersonalDataInPlainLeavesARecord() {
        Role support = role().sees(PersonalFields.catalog(), "person.phone", "person.name", "person.sellerMemo")
                .seesMasked(PersonalFields.catalog(), "person.mail", Masking.MAIL)
                .build();
        View<PersonalData> view = View.of(support, PersonalFields.catalog());
        assertTrue(view.showsPersonalData());
        Shown shown = view.disclose(PERSON, REQUEST);
        assertEquals("13812341234", shown.fields().get("person.phone"));
        Audit audit = shown.audit().orElseThrow();
        // the memo is absent, so it was not seen
        assertEquals(
                "{who=clerk-7, role=clerk, purpose=asks about a return, order=order 42,"
                        + " plain=[person.name, person.phone], masked=[person.mail], at=2024-04-01T12:00:00Z}",
                audit.toMap().toString());
        for (String text : List.of(shown.toString(), audit.toString(), view.toString())) {
            assertFalse(text.contains("13812341234") || text.contains("李"), text);
        }
    }

    @Test
    void withoutARequestPersonalDataIsNotShownInPlain() {
        View<PersonalData> byName =
                View.of(role().sees(PersonalFields.catalog(), "person.ip").build(), PersonalFields.catalog());
        String message = assertThrows(IllegalStateException.class, () -> byName.render(PersonalData.NONE))
                .getMessage();
        assertTrue(message.contains("clerk") && message.contains("\nCall disclose"), message);
        Role ofLines = role().sees(Parcel.FIELDS, "parcel.pieces")
                .seesInLines(Parcel.FIELDS, Parcel.PIECES, "piece.engraving")
                .build();
        View<Parcel> inLines = View.of(ofLines, Parcel.FIELDS);
        assertThrows(IllegalStateException.class, () -> inLines.render(Parcel.sample()));
        assertEquals(
                List.of("piece.engraving"),
                inLines.disclose(Parcel.sample(), REQUEST).audit().orElseThrow().plain());
    }

    @Test
    void aMaskIsStrongerThanAPermission() {
        Role both = role().sees(Parcel.FIELDS, Sensitivity.PERSONAL)
                .sees(Parcel.FIELDS, "parcel.phone")
                .seesMasked(Parcel.FIELDS, "parcel.phone", Masking.PHONE)
                .build();
        assertEquals(
                "138****1234",
                View.of(both, Parcel.FIELDS)
                        .disclose(Parcel.sample(), REQUEST)
                        .fields()
                        .get("parcel.phone"));
    }

    @Test
    void freeTextLosesWhatTheRoleDoesNotSeeAndKeepsWhatItSees() {
        Role hidden =
                role().seesMasked(Parcel.FIELDS, "parcel.note", Masking.MESSAGE).build();
        assertEquals(
                "ring *** at ***",
                View.of(hidden, Parcel.FIELDS).render(Parcel.sample()).get("parcel.note"));
        Role seesName = role().seesMasked(Parcel.FIELDS, "parcel.note", Masking.MESSAGE)
                .sees(Parcel.FIELDS, "parcel.to")
                .build();
        assertEquals(
                "ring li lei at ***",
                View.of(seesName, Parcel.FIELDS)
                        .disclose(Parcel.sample(), REQUEST)
                        .fields()
                        .get("parcel.note"));
    }

    @Test
    void starsOfAPlatformDoNotRiddleFreeText() {
        Parcel masked = new Parcel("P1", "**", "*", "a ** b", "", null, null);
        Role role =
                role().seesMasked(Parcel.FIELDS, "parcel.note", Masking.MESSAGE).build();
        assertEquals("a ** b", View.of(role, Parcel.FIELDS).render(masked).get("parcel.note"));
    }

    @Test
    void freeTextMadeToBeCleanedForeverIsLeftOutWhole() {
        Parcel hostile = new Parcel("P1", "a***", "xyz", "a".repeat(10_000) + "xyz", "", null, null);
        Role role =
                role().seesMasked(Parcel.FIELDS, "parcel.note", Masking.MESSAGE).build();
        assertEquals("***", View.of(role, Parcel.FIELDS).render(hostile).get("parcel.note"));
    }

    @Test
    void aFieldThatBecameMoreClosedIsNoLongerGrantedByName() {
        Fields<Parcel> looser = Fields.builder(Parcel.class)
                .text("parcel.to", Sensitivity.PUBLIC, "Receiver.", Parcel::to)
                .build();
        Role role = role().sees(looser, "parcel.to").build();
        assertEquals(Map.of("parcel.to", "Li Lei"), View.of(role, looser).render(Parcel.sample()));
        assertEquals(Map.of(), View.of(role, Parcel.FIELDS).render(Parcel.sample()));
    }

    @Test
    void aMaskedFieldThatBecameASecretIsHidden() {
        Fields<Parcel> before = Fields.builder(Parcel.class)
                .text("parcel.token", Sensitivity.PERSONAL, "A text.", Parcel::token)
                .build();
        Role role = role().seesMasked(before, "parcel.token", Masking.NAME).build();
        assertEquals(Map.of("parcel.token", "t***"), View.of(role, before).render(Parcel.sample()));
        assertEquals(Map.of(), View.of(role, Parcel.FIELDS).render(Parcel.sample()));
    }

    @Test
    void fieldsAddedToACatalogLaterFollowTheGrantsOfSensitivities() {
        Fields<Parcel> larger =
                Parcel.FIELDS.extend(added -> added.text("host.tour", Sensitivity.PUBLIC, "Tour.", any -> "T9")
                        .text("host.driver", Sensitivity.PERSONAL, "Driver.", any -> "Han Meimei"));
        Role role = role().sees(Parcel.FIELDS, Sensitivity.PUBLIC).build();
        assertEquals(
                "[parcel.code, parcel.pieces, host.tour]",
                View.of(role, larger).render(Parcel.sample()).keySet().toString());
    }

    @Test
    void whatIsShownCannotBeChanged() {
        Role role = role().sees(Parcel.FIELDS, Sensitivity.PUBLIC).build();
        Map<String, Object> shown = View.of(role, Parcel.FIELDS).render(Parcel.sample());
        assertThrows(UnsupportedOperationException.class, () -> shown.put("parcel.to", "Li Lei"));
    }

    @Test
    void aRequestSaysWhoAndWhatFor() {
        assertThrows(IllegalArgumentException.class, () -> new Audit.Request(" ", "return", "42", NOON));
        assertThrows(IllegalArgumentException.class, () -> new Audit.Request("clerk-7", "", "42", NOON));
        assertThrows(IllegalArgumentException.class, () -> new Audit.Request("clerk-7", "return", "", NOON));
        assertThrows(IllegalArgumentException.class, () -> new Audit.Request("clerk-7", "x".repeat(257), "42", NOON));
    }
}
