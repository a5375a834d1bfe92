import io.omskit.finance.alipay.AlipayTradeFormat;
import io.omskit.finance.statement.CsvFormat;
import io.omskit.finance.statement.StatementFormat;

/** Statements, expectations, matching, ledger and invoices: reconciliation to the cent. */
module io.omskit.finance {
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires transitive io.omskit.core;
    requires static transitive org.jspecify;

    exports io.omskit.finance;
    exports io.omskit.finance.matching;
    exports io.omskit.finance.statement;

    uses StatementFormat;

    provides StatementFormat with
            AlipayTradeFormat,
            CsvFormat;
}
