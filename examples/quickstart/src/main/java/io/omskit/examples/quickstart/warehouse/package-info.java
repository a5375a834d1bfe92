/**
 * An own warehouse behind HTTP: how a host writes a {@link io.omskit.fulfillment.SourceConnector}, and how the warehouse tells
 * what it did. {@link io.omskit.examples.quickstart.warehouse.HttpWarehouse} calls, {@link
 * io.omskit.examples.quickstart.warehouse.ReportHook} listens, {@link
 * io.omskit.examples.quickstart.warehouse.WarehouseServer} plays the other side.
 */
@NullMarked
package io.omskit.examples.quickstart.warehouse;

import org.jspecify.annotations.NullMarked;
