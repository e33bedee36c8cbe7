/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.eclipse.jetty.http.HttpStatus;
import org.mesura.config.Settings;
import org.mesura.mailet.AccountNames;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.submission.Sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The administration API, under James's own authentication: {@code GET /mesura/accounts/{address}} shows one account.
 *
 * <pre>{@code
 * extensions.routes=org.mesura.webadmin.MesuraRoutes
 * }</pre>
 */
public final class MesuraRoutes implements Routes {
    private static final String BASE = "/mesura";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccountBook book;
    private final UsersRepository users;
    private final AccountNames names;
    private final Provider<Settings> settings;
    private final InstantSource clock;

    @Inject
    MesuraRoutes(
            AccountBook book,
            UsersRepository users,
            AccountNames names,
            Provider<Settings> settings,
            InstantSource clock) {
        this.book = book;
        this.users = users;
        this.names = names;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE + "/accounts/:account", this::account);
    }

    private String account(Request request, Response response) throws JsonProcessingException {
        String name = request.params(":account").strip();
        Sender sender = sender(name);
        Optional<AccountState> known = book.find(sender);
        if (known.isEmpty() && !isUser(name)) {
            throw ErrorResponder.builder()
                    .statusCode(HttpStatus.NOT_FOUND_404)
                    .type(ErrorType.NOT_FOUND)
                    .message("nobody is called '" + sender + "' and nothing was sent under that name")
                    .haltError();
        }
        Instant now = clock.instant();
        response.type("application/json");
        return JSON.writeValueAsString(
                AccountPage.of(sender, settings.get().policies().termsOf(sender), known.orElse(AccountState.NEW), now));
    }

    private Sender sender(String name) {
        try {
            return names.of(name);
        } catch (IllegalArgumentException blank) {
            throw ErrorResponder.builder()
                    .statusCode(HttpStatus.BAD_REQUEST_400)
                    .type(ErrorType.INVALID_ARGUMENT)
                    .message("path '/mesura/accounts/{address}': " + blank.getMessage())
                    .haltError();
        }
    }

    private boolean isUser(String name) {
        try {
            return users.contains(Username.of(name));
        } catch (UsersRepositoryException | IllegalArgumentException notAName) {
            return false;
        }
    }
}
