/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.eclipse.jetty.http.HttpStatus;

import com.google.common.base.Ascii;

import spark.HaltException;

/** How a request ends that cannot be answered, in the form of James's own errors. */
final class Halt {
    private static final int LONGEST_QUOTE = 100;

    private Halt() {}

    static HaltException invalid(String rule) {
        return because(HttpStatus.BAD_REQUEST_400, ErrorType.INVALID_ARGUMENT, rule);
    }

    static HaltException tooLarge(String rule) {
        return because(HttpStatus.PAYLOAD_TOO_LARGE_413, ErrorType.INVALID_ARGUMENT, rule);
    }

    static HaltException notFound(String what) {
        return because(HttpStatus.NOT_FOUND_404, ErrorType.NOT_FOUND, what);
    }

    static HaltException conflict(String why) {
        return because(HttpStatus.CONFLICT_409, ErrorType.WRONG_STATE, why);
    }

    /** For what needs a store that cannot be asked just now. */
    static HaltException unavailable(String why) {
        return because(HttpStatus.SERVICE_UNAVAILABLE_503, ErrorType.SERVER_ERROR, why);
    }

    /** {@code text} in quotes and of bounded length. */
    static String quote(String text) {
        return "'" + Ascii.truncate(text, LONGEST_QUOTE, "…") + "'";
    }

    private static HaltException because(int status, ErrorType type, String message) {
        return ErrorResponder.builder()
                .statusCode(status)
                .type(type)
                .message(message)
                .haltError();
    }
}
