/**
 * WooCommerce, REST interface v3: {@link io.omskit.channels.woocommerce.WooCommerceChannel} is the adapter and names the
 * options of an account; {@link io.omskit.channels.woocommerce.WooCommerceSandbox} is a shop of its own kind that runs in this
 * process. Everything else serves one of the two, and they share no code.
 */
@NullMarked
package io.omskit.channels.woocommerce;

import org.jspecify.annotations.NullMarked;
