package io.omskit.access;

import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import io.omskit.value.Money;
import java.util.List;
import java.util.Set;

/** An invented subject with every sensitivity, in itself and in its lines. */
record Parcel(String code, String to, String phone, String note, String token, Money value, List<Piece> pieces) {
    record Piece(String code, String engraving, String token, Set<String> tags) {}

    static final Fields<Piece> PIECES = Fields.builder(Piece.class)
            .text("piece.code", Sensitivity.PUBLIC, "Code.", Piece::code)
            .text("piece.engraving", Sensitivity.PERSONAL, "What is engraved.", Piece::engraving)
            .text("piece.token", Sensitivity.SECRET, "A secret.", Piece::token)
            .textSet("piece.tags", Sensitivity.COMMERCIAL, "Tags.", Piece::tags)
            .build();

    static final Fields<Parcel> FIELDS = Fields.builder(Parcel.class)
            .text("parcel.code", Sensitivity.PUBLIC, "Code.", Parcel::code)
            .text("parcel.to", Sensitivity.PERSONAL, "Receiver.", Parcel::to)
            .text("parcel.phone", Sensitivity.PERSONAL, "Phone.", Parcel::phone)
            .text("parcel.note", Sensitivity.PERSONAL, "Free text.", Parcel::note)
            .text("parcel.token", Sensitivity.SECRET, "A secret.", Parcel::token)
            .money("parcel.value", Sensitivity.COMMERCIAL, "Value.", Parcel::value)
            .lines("parcel.pieces", Sensitivity.PUBLIC, "What is inside.", PIECES, Parcel::pieces)
            .build();

    static Parcel sample() {
        return new Parcel(
                "P1",
                "Li Lei",
                "13812341234",
                "ring li lei at 138-1234-1234",
                "t0ken",
                Money.of(500, "CNY"),
                List.of(
                        new Piece("X", "For Han Meimei", "t1", Set.of("b", "a")),
                        new Piece("Y", null, "t2", Set.of())));
    }
}
