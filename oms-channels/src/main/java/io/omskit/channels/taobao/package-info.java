/**
 * Taobao and Tmall over TOP, the Taobao Open Platform: signed form calls to one gateway. The entry is {@link
 * io.omskit.channels.taobao.TaobaoChannel}; {@code TaobaoSandbox} speaks the same protocol from
 * the other side. Source: channel reference, page taobao.
 */
@NullMarked
package io.omskit.channels.taobao;

import org.jspecify.annotations.NullMarked;
