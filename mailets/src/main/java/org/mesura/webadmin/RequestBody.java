/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

import javax.servlet.ServletRequest;
import javax.servlet.ServletRequestWrapper;

import spark.Request;

/** The body of a request as it came, of bounded length. */
final class RequestBody {
    private RequestBody() {}

    /** The octets of the body of {@code request}, of which there may be {@code most}. */
    static byte[] of(Request request, int most) {
        // Spark reads a body of known length as a whole before it gives any of it
        checkSize(request.raw().getContentLengthLong(), most);
        try {
            byte[] body = stream(request).readNBytes(most + 1);
            checkSize(body.length, most);
            return body;
        } catch (IOException brokenOff) {
            throw Halt.invalid("body: could not be read");
        }
    }

    /**
     * The body of {@code request}. James's own log of requests has read it before us, and then only Spark's copy has it; else
     * it passes through, for Spark reads it into the memory before it gives any of it.
     */
    static InputStream stream(Request request) throws IOException {
        ServletRequest own = request.raw();
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        PushbackInputStream stream = new PushbackInputStream(own.getInputStream());
        int first = stream.read();
        if (first < 0) {
            return new ByteArrayInputStream(copied(request));
        }
        stream.unread(first);
        return stream;
    }

    /** Spark copies no chunked body: what James's log has read of one is gone. */
    private static byte[] copied(Request request) {
        byte[] copy = request.bodyAsBytes();
        if (copy.length == 0 && request.headers("Transfer-Encoding") != null) {
            throw Halt.invalid("body: must be sent with its length ('Content-Length'), James passes on no chunked one");
        }
        return copy;
    }

    /**
     * Ends a request whose body is not said to be of {@code type}. Another site's page cannot say so without the browser
     * asking first, so it cannot make an administrator's browser send it.
     */
    static void checkType(Request request, String type) {
        if (!Optional.ofNullable(request.contentType()).orElse("").startsWith(type)) {
            throw Halt.invalid("body: must be sent with 'Content-Type: " + type + "'");
        }
    }

    private static void checkSize(long bytes, int most) {
        if (bytes > most) {
            throw Halt.tooLarge("body: must be at most " + most + " bytes");
        }
    }
}
