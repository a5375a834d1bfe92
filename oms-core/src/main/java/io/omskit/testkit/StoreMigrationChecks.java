package io.omskit.testkit;

import static io.omskit.testkit.StoreScene.SCHEMA;
import static io.omskit.testkit.StoreScene.equal;

import io.omskit.store.Row;
import io.omskit.store.Schema;
import io.omskit.store.Schema.Script;
import io.omskit.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Numbered scripts: each runs once, and versions N and N-1 of a program run side by side. */
final class StoreMigrationChecks {
    private static final String ADD_COLUMN = "alter table oms_contract_note add column extra ${text};\n";

    private StoreMigrationChecks() {}

    static void addTo(StoreContract contract) {
        contract.add("repeating a migration changes nothing", StoreMigrationChecks::repeat);
        contract.add("a program works on tables that are one version ahead", StoreMigrationChecks::oneAhead);
        contract.add("tables that are two versions ahead are refused", StoreMigrationChecks::twoAhead);
        contract.add("a changed script is refused", StoreMigrationChecks::changedScript);
    }

    private static void repeat(StoreScene scene) {
        Row row = scene.stored(scene.item("a", 1L)).get(0);
        scene.store.migrate(SCHEMA);
        equal("rows stay", row, scene.current(row));
    }

    private static void oneAhead(StoreScene scene) {
        scene.store.migrate(longer(1));
        scene.store.migrate(SCHEMA);
        Row note = scene.stored(scene.note("n")).get(0);
        equal("the older program still reads and writes", note, scene.current(note));
        scene.store.migrate(longer(1));
    }

    private static void twoAhead(StoreScene scene) {
        scene.store.migrate(longer(2));
        StoreScene.fails("two versions ahead", StoreException.class, () -> scene.store.migrate(SCHEMA));
        scene.store.migrate(longer(1));
    }

    private static void changedScript(StoreScene scene) {
        Script first = SCHEMA.migrations().get(0);
        Schema changed = new Schema(
                SCHEMA.module(),
                List.of(new Script(first.name(), first.text() + "\n-- changed")),
                SCHEMA.views(),
                SCHEMA.kinds());
        StoreScene.fails(
                "another text under the same number", StoreException.class, () -> scene.store.migrate(changed));
    }

    private static Schema longer(int scripts) {
        List<Script> all = new ArrayList<>(SCHEMA.migrations());
        for (int i = 0; i < scripts; i++) {
            all.add(new Script("000" + (i + 2) + "-more.sql", ADD_COLUMN.replace("extra", "extra" + i)));
        }
        return new Schema(SCHEMA.module(), all, SCHEMA.views(), SCHEMA.kinds());
    }
}
