package io.omskit.examples.cli.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seven invented orders. o1 has two sellers. o2 and o3 are of one person to one address within an hour, both from seller s1,
 * and o2 has not left when o3 comes. o4 is canceled. o5 has no items. o6 is paid in four instalments with a surcharge of
 * 4.6 %, o7 with one cent too much.
 */
class MarketplaceTest {
    @TempDir
    private Path folder;

    private Map<String, Object> report = Map.of();

    @BeforeEach
    void run() throws IOException {
        write(
                "orders",
                "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
                        + "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date",
                "o1,c1,delivered,2019-01-01 10:00:00,2019-01-01 10:05:00,2019-01-03 10:00:00,2019-01-05"
                        + " 10:00:00,2019-01-05 00:00:00",
                "o2,c2,delivered,2019-01-02 10:00:00,2019-01-02 10:10:00,2019-01-04 10:00:00,2019-01-06"
                        + " 10:00:00,2019-01-20 00:00:00",
                "o3,c3,shipped,2019-01-02 11:00:00,2019-01-02 11:10:00,2019-01-04 10:00:00,,2019-01-20 00:00:00",
                "o4,c4,canceled,2019-01-03 10:00:00,2019-01-03 10:10:00,,,2019-01-20 00:00:00",
                "o5,c5,unavailable,2019-02-03 10:00:00,2019-02-03 10:10:00,,,2019-02-20 00:00:00",
                "o6,c6,invoiced,2019-02-04 10:00:00,2019-02-04 10:10:00,,,2019-02-20 00:00:00",
                "o7,c7,strange,2019-02-05 10:00:00,2019-02-05 10:10:00,,,2019-02-20 00:00:00");
        write(
                "order_items",
                "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value",
                "o1,1,p1,s1,2019-01-04 00:00:00,10.00,1.50",
                "o1,2,p2,s2,2019-01-04 00:00:00,20.00,2.50",
                "o2,1,p1,s1,2019-01-05 00:00:00,10.00,1.00",
                "o3,1,p1,s1,2019-01-05 00:00:00,10.00,1.00",
                "o4,1,p2,s2,2019-01-06 00:00:00,20.00,2.00",
                "o6,1,p3,s1,2019-02-06 00:00:00,90.00,10.00",
                "o7,1,p1,s1,2019-02-07 00:00:00,10.00,1.00");
        write(
                "order_payments",
                "order_id,payment_sequential,payment_type,payment_installments,payment_value",
                "o1,1,credit_card,1,30.00",
                "o1,2,voucher,1,4.00",
                "o2,1,boleto,1,11.00",
                "o3,1,boleto,1,11.00",
                "o4,1,boleto,1,22.00",
                "o5,1,credit_card,1,7.00",
                "o6,1,credit_card,4,104.60",
                "o7,1,credit_card,1,11.01");
        write(
                "customers",
                "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state",
                "c1,u1,01000,sao paulo,SP",
                "c2,u2,20000,rio de janeiro,RJ",
                "c3,u2,20000,rio de janeiro,RJ",
                "c4,u4,30000,belo horizonte,MG",
                "c5,u5,01000,sao paulo,SP",
                "c6,u6,01000,sao paulo,SP",
                "c7,u7,01000,sao paulo,SP");
        write(
                "sellers",
                "seller_id,seller_zip_code_prefix,seller_city,seller_state",
                "s1,01001,sao paulo,SP",
                "s2,80000,curitiba,PR");
        write(
                "products",
                "product_id,product_category_name,product_weight_g",
                "p1,brinquedos,300",
                "p2,pc_gamer,900",
                "p3,,100");
        write(
                "product_category_name_translation",
                "product_category_name,product_category_name_english",
                "brinquedos,toys");
        report = MarketplaceRun.run(folder, folder.resolve("kept.db"), line -> {});
    }

    private void write(String table, String... lines) throws IOException {
        Files.writeString(folder.resolve(table + ".csv"), String.join("\n", lines) + "\n");
    }

    private Map<?, ?> part(String name) {
        return (Map<?, ?>) report.get(name);
    }

    @Test
    void countsAndRevenueComeOutExactly() {
        assertEquals(
                Map.of(
                        "canceled",
                        1L,
                        "delivered",
                        2L,
                        "invoiced",
                        1L,
                        "shipped",
                        1L,
                        "strange",
                        1L,
                        "unavailable",
                        1L),
                report.get("order_status"));
        assertEquals(Map.of("2019-01", 4L, "2019-02", 3L), report.get("orders_by_month"));
        assertEquals(
                Map.of("orders", 2L, "items", 2L, "item_cents", 2000L, "freight_cents", 200L),
                part("revenue_by_customer_state_all_statuses").get("RJ"));
        assertEquals(17000L, part("totals").get("item_cents"));
        assertEquals(1L, part("totals").get("orders_without_items"));
        assertEquals("2019-01-01 10:00:00", report.get("purchase_min"));
    }

    @Test
    void timesAreThoseOfTheParcels() {
        Map<?, ?> onTime = part("on_time_overall");
        assertEquals(2L, onTime.get("n"));
        // o1 arrived on its day, ten hours after its midnight
        assertEquals(2L, onTime.get("on_time_by_date"));
        assertEquals(1L, onTime.get("on_time_by_timestamp"));
        assertEquals(4.0, part("delivery_days_overall").get("mean"));
        assertEquals(2L, ((Map<?, ?>) part("on_time_by_seller_state").get("SP")).get("n"));
        assertEquals(1L, ((Map<?, ?>) part("on_time_by_seller_state").get("PR")).get("n"));
    }

    @Test
    void anOrderWithTwoSellersSplitsAndTwoOrdersOfOnePersonTravelTogether() {
        assertEquals(List.of("o1"), part("multi_seller_orders").get("order_ids"));
        assertEquals(
                List.of(List.of("o2", "o3")),
                part("merge_candidates_24h_same_customer_same_zip").get("group_order_ids"));
        assertEquals(1L, report.get("repeat_customers"));
        assertEquals(1L, part("pipeline").get("merged_fulfillment_orders"));
        // o1: two sellers; o2 and o3: one together; o4 gave its back; o6; o7 was planned before its status got strange
        assertEquals(5L, part("pipeline").get("fulfillment_orders"));
    }

    @Test
    void everyPaymentDifferenceHasItsReason() {
        Map<?, ?> money = part("reconciliation");
        assertEquals(2, money.get("mismatch"));
        assertEquals(Map.of("INSTALLMENT_SURCHARGE", 1L, "ROUNDING_CENTS", 1L), money.get("mismatch_by_reason"));
        assertEquals(1, money.get("orders_with_payment_without_items"));
        assertEquals(8L, part("payments").get("rows"));
        assertEquals(1L, part("payments").get("orders_with_several_payment_rows"));
    }

    @Test
    void categoriesFallBackToTheirOwnNameAndToNone() {
        assertEquals(
                List.of("(none)", "pc_gamer", "toys"),
                part("cancellation_by_category").keySet().stream().sorted().toList());
        assertEquals(1L, ((Map<?, ?>) part("cancellation_by_category").get("pc_gamer")).get("canceled"));
    }

    @Test
    void theStoreIsKeptWithItsViews() throws SQLException {
        assertEquals(7, count("select count(*) from oms_v1_order"));
        assertEquals(5, count("select count(*) from oms_v1_fulfillment_order"));
        assertTrue(count("select count(*) from oms_v1_journal") > 7);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kept.db"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    @Test
    void aMissingTableIsNamed() throws IOException {
        Files.delete(folder.resolve("sellers.csv"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> MarketplaceRun.run(folder, null, line -> {}));
        assertTrue(refused.getMessage().contains("sellers.csv"), refused::getMessage);
    }
}
