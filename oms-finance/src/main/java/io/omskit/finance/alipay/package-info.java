/**
 * Bills of Alipay. Here: the trade detail, {@code alipay-trade}, with its footer and the summary entry of the archive as
 * controls. Source: finance reference, page "Alipay bills".
 */
@NullMarked
package io.omskit.finance.alipay;

import org.jspecify.annotations.NullMarked;
