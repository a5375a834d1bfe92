/** Orders, stock, fulfillment, decisions, rules and the engine that runs them on an embedded or a PostgreSQL store. */
module io.omskit.core {
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.google.common;
    requires io.github.resilience4j.bulkhead;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.ratelimiter;
    requires io.github.resilience4j.retry;
    requires transitive java.net.http;
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires org.snakeyaml.engine.v2;

    exports io.omskit.access;
    exports io.omskit.address;
    exports io.omskit.catalog;
    exports io.omskit.connect;
    exports io.omskit.connect.payload;
    exports io.omskit.decision;
    exports io.omskit.engine;
    exports io.omskit.engine.edge;
    exports io.omskit.engine.policy;
    exports io.omskit.fact;
    exports io.omskit.fulfillment;
    exports io.omskit.fulfillment.merge;
    exports io.omskit.fulfillment.parcel;
    exports io.omskit.fulfillment.plan;
    exports io.omskit.fulfillment.gift;
    exports io.omskit.fulfillment.gift.book;
    exports io.omskit.fulfillment.sourcing;
    exports io.omskit.insight;
    exports io.omskit.order;
    exports io.omskit.order.aftersale;
    exports io.omskit.order.edit;
    exports io.omskit.order.flow;
    exports io.omskit.rule;
    exports io.omskit.rule.action;
    exports io.omskit.rule.book;
    exports io.omskit.stock;
    exports io.omskit.store;
    exports io.omskit.testkit;
    exports io.omskit.value;
}
