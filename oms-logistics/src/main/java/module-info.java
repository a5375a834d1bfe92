/** Carrier connectors and their sandboxes, one tracking model, free-text addresses, labels and freight. */
module io.omskit.logistics {
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires transitive io.omskit.core;
    requires java.net.http;
    requires jdk.httpserver;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.omskit.logistics;
    exports io.omskit.logistics.sandbox;
    exports io.omskit.logistics.sf;

    uses io.omskit.logistics.Carrier;

    provides io.omskit.logistics.Carrier with
            io.omskit.logistics.sf.SfCarrier;
}
