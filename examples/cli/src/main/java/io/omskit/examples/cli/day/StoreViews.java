package io.omskit.examples.cli.day;

import io.omskit.examples.cli.report.DayReport;
import io.omskit.order.Hold;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks the numbered views of a store file by SQL, as any host may. */
final class StoreViews {
    private final String url;

    private StoreViews(String url) {
        this.url = url;
    }

    static StoreViews of(Path file) {
        return new StoreViews("jdbc:sqlite:" + file);
    }

    /** How many rows a view has. */
    long count(String view) {
        return ask("select count(*) from " + view, rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    /**
     * The alerts.
     *
     * @param settled orders that were reviewed by hand: their alert of that review tells nothing any more
     */
    List<DayReport.Alert> alerts(Set<Long> settled) {
        return ask("select type, subject, order_id from oms_v1_alert order by type, id", rows -> {
            List<DayReport.Alert> alerts = new ArrayList<>();
            while (rows.next()) {
                String type = rows.getString(1);
                String subject = rows.getString(2);
                if (!type.equals(Hold.REVIEW) || !settled.contains(rows.getLong(3))) {
                    alerts.add(new DayReport.Alert(type, subject == null ? "" : subject));
                }
            }
            return alerts;
        });
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, Reading<T> reading) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reading.of(rows);
        } catch (SQLException e) {
            throw new IllegalStateException("the store's views cannot be read.\nAsk: " + sql, e);
        }
    }
}
