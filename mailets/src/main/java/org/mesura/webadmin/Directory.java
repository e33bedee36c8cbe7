/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.mesura.mailet.AccountNames;
import org.mesura.review.AccountBook;
import org.mesura.submission.Sender;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;

import spark.Request;

/** Who is meant by the name of an account in a request, and whether there is such an account. */
final class Directory {
    static final String ACCOUNTS = MesuraRoutes.BASE + "/accounts";
    static final String ACCOUNT = ACCOUNTS + "/:account";

    private static final String PATH = "path '" + ACCOUNTS + "/{address}'";
    private static final int SEGMENT = 2;
    // a local part of 64, '@', a domain of 255
    private static final int LONGEST = 320;
    private static final Splitter PATH_SEGMENTS = Splitter.on('/').omitEmptyStrings();
    private static final CharMatcher SPACE = CharMatcher.is(' ');
    private static final Pattern SPACE_OR_CONTROL = Pattern.compile("[\\p{Cc}\\p{Z}\\uFFFD]");

    private final AccountBook book;
    private final UsersRepository users;
    private final AccountNames names;

    Directory(AccountBook book, UsersRepository users, AccountNames names) {
        this.book = book;
        this.users = users;
        this.names = names;
    }

    /** The account in the request's path, whether there is one of that name or not. */
    Sender named(Request request) {
        Sender sender = sender(PATH, segment(request));
        request.attribute(JournalRoutes.SUBJECT, sender);
        return sender;
    }

    /** The account in the request's path, which is James's user or known to the book. */
    Sender known(Request request) {
        String name = segment(request);
        Sender sender = sender(PATH, name);
        if (book.find(sender).isEmpty() && !isUser(name)) {
            throw Halt.notFound("nobody is called '" + sender + "' and nothing was sent under that name");
        }
        request.attribute(JournalRoutes.SUBJECT, sender);
        return sender;
    }

    /** The account of which query parameter {@code account} asks, if it is there. */
    Optional<Sender> asked(Request request) {
        return Parameters.text(request, "account").map(name -> sender("query parameter 'account'", name));
    }

    /**
     * The account called {@code name}.
     *
     * @param place where the name stands, for the error
     */
    Sender sender(String place, String name) {
        if (name.isBlank()) {
            throw Halt.invalid(place + ": an account name must not be blank");
        }
        if (name.length() > LONGEST) {
            throw Halt.invalid(
                    place + ": an account name must have at most " + LONGEST + " characters, got " + name.length());
        }
        if (SPACE_OR_CONTROL.matcher(name).find()) {
            throw Halt.invalid(place + ": an account name must be UTF-8 without spaces and control characters, got "
                    + Halt.quote(name));
        }
        return names.of(name);
    }

    /**
     * The name in the request's path. Decoded here because Spark takes {@code +} for a space, which in a path it is not
     * (RFC 3986).
     */
    static String segment(Request request) {
        return segment(request, SEGMENT);
    }

    /** The segment of the request's path at {@code index}, from 0. */
    static String segment(Request request, int index) {
        List<String> segments = PATH_SEGMENTS.splitToList(request.raw().getRequestURI());
        if (segments.size()
                != PATH_SEGMENTS.splitToList(request.raw().getPathInfo()).size()) {
            throw Halt.invalid("path: a name must not have a '/' in it, nor be '.' or '..'");
        }
        return SPACE.trimFrom(URLDecoder.decode(segments.get(index).replace("+", "%2B"), UTF_8));
    }

    private boolean isUser(String name) {
        try {
            return users.contains(Username.of(name));
        } catch (UsersRepositoryException | IllegalArgumentException notAName) {
            return false;
        }
    }
}
