/** Channel adapters: orders from platforms, shipments and stock back to them, and a sandbox for each platform. */
module io.omskit.channels {
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.google.common;
    requires transitive io.omskit.core;
    requires java.net.http;
    requires jdk.httpserver;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.omskit.channels;
    exports io.omskit.channels.contract;
    exports io.omskit.channels.file;
    exports io.omskit.channels.reading;
    exports io.omskit.channels.sandbox;
    exports io.omskit.channels.taobao;
    exports io.omskit.channels.woocommerce;

    uses io.omskit.channels.Channel;

    provides io.omskit.channels.Channel with
            io.omskit.channels.file.FileChannel,
            io.omskit.channels.taobao.TaobaoChannel,
            io.omskit.channels.woocommerce.WooCommerceChannel;
}
