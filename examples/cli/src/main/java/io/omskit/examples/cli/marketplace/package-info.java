/**
 * {@code oms demo --data DIR}: the orders of a real marketplace, in the form of the Olist tables, through the same pipeline
 * as the bundled day, and every figure of the report read back from the store.
 */
@NullMarked
package io.omskit.examples.cli.marketplace;

import org.jspecify.annotations.NullMarked;
