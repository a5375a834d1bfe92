/** The smallest useful host: a shop's orders come in, are split over two warehouses, shipped and reconciled with the bill. */
@NullMarked
package io.omskit.examples.quickstart;

import org.jspecify.annotations.NullMarked;
