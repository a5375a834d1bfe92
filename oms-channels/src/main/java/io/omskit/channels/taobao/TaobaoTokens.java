package io.omskit.channels.taobao;

import io.omskit.channels.ShopAccount;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Secret;
import io.omskit.connect.TokenSource;
import io.omskit.connect.TokenVault;
import io.omskit.connect.payload.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session of one shop: the host's vault first, the account's own before anything was stored. Renewed by {@code
 * taobao.top.auth.token.refresh}, whose result is JSON inside a text.
 *
 * <p>Source: channel reference, page taobao, section 2. Thread-safe as far as the vault is.
 */
final class TaobaoTokens implements TokenVault, TokenSource.Refresher {
    private static final String REFRESH = "taobao.top.auth.token.refresh";
    /** The account tells no end; a session that ends earlier is refused by the platform and renewed then. */
    private static final Instant NO_END_KNOWN = Instant.parse("9999-12-31T00:00:00Z");
    /** Where a renewal tells no end; a wrong guess costs one refused call. */
    private static final Duration SHORT_LIFE = Duration.ofDays(1);

    private final ShopAccount account;
    private final TokenVault vault;
    private final TaobaoGateway gateway;

    TaobaoTokens(ShopAccount account, TokenVault vault, TaobaoGateway gateway) {
        this.account = account;
        this.vault = vault;
        this.gateway = gateway;
        if (account.findSecret("session").isEmpty()
                && vault.load(TaobaoChannel.ID, account.shop().shop()) == null) {
            // names the missing secret, as for every other credential
            account.secret("session");
        }
    }

    @Override
    public @Nullable Tokens load(String platform, String shop) {
        Tokens stored = vault.load(platform, shop);
        Secret session = account.findSecret("session").orElse(null);
        if (stored != null || session == null) {
            return stored;
        }
        return new Tokens(
                session, NO_END_KNOWN, account.findSecret("refreshToken").orElse(null), null);
    }

    @Override
    public void store(String platform, String shop, Tokens tokens) {
        vault.store(platform, shop, tokens);
    }

    @Override
    public Answer<Tokens> refresh(String shop, Tokens old) {
        Secret refresh = old.refresh();
        if (refresh == null) {
            return Answer.failed(
                    ErrorClass.UNAUTHORIZED,
                    "no-refresh-token",
                    "the session of shop " + shop + " is not valid and cannot be renewed; authorize the shop again");
        }
        return gateway.repeatable(REFRESH, Map.of("refresh_token", refresh.reveal()))
                .then(response -> tokens(response.get("token_result").parsed(), refresh));
    }

    private Answer<Tokens> tokens(Payload result, Secret oldRefresh) {
        String access = result.get("access_token").text();
        if (access == null) {
            return Answer.failed(ErrorClass.REJECTED, "no-access-token", "the renewal brought no access_token");
        }
        String refresh = result.get("refresh_token").text();
        Instant until = end(result.get("expires_in"));
        Secret next = refresh == null ? oldRefresh : Secret.of(refresh);
        gateway.log().hide(Secret.of(access));
        gateway.log().hide(next);
        return Answer.of(new Tokens(
                Secret.of(access),
                until == null ? gateway.now().plus(SHORT_LIFE) : until,
                next,
                end(result.get("re_expires_in"))));
    }

    /** An end as seconds from now; the platform prints 0 where there is none. */
    private @Nullable Instant end(Payload seconds) {
        Long value = seconds.whole();
        boolean told =
                value != null && value > 0 && value < Duration.ofDays(36_500).toSeconds();
        return told && value != null ? gateway.now().plusSeconds(value) : null;
    }
}
