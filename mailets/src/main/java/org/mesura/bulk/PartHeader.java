/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Locale;
import java.util.Optional;

import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;

import com.google.common.base.CharMatcher;

/** What the header of a part says of it beyond mime4j's descriptor: whether it is a file, which one, and how its lines end. */
final class PartHeader {
    private static final CharMatcher BRACKETS = CharMatcher.anyOf("<>");

    private Optional<String> contentId = Optional.empty();
    private boolean typed;
    private boolean file;
    private boolean flowed;
    private boolean delSp;

    void take(Field field) {
        switch (field.getNameLowerCase()) {
            case "content-disposition" -> takeDisposition(field);
            case "content-id" ->
                contentId = Optional.of(BRACKETS.trimFrom(field.getBody().strip()));
            case "content-type" -> takeType(field);
            default -> {
                // about the way of the message, not about its content
            }
        }
    }

    /** Whether it is marked as a file, or named like one. */
    boolean isFile() {
        return file;
    }

    /** The lines of the plain text that the part is. */
    String lines(String text) {
        return flowed ? PlainText.flowed(text, delSp) : PlainText.fixed(text);
    }

    /** By what HTML may show it. */
    Optional<String> contentId() {
        return contentId;
    }

    private void takeDisposition(Field field) {
        RawBody body = parsed(field);
        file |= body.getValue().strip().equalsIgnoreCase("attachment");
        file |= body.getParams().stream().anyMatch(parameter -> isName(parameter, "filename"));
    }

    /** As mime4j does, takes the first: another one would say what nothing else heeds. */
    private void takeType(Field field) {
        if (typed) {
            return;
        }
        typed = true;
        for (NameValuePair parameter : parsed(field).getParams()) {
            file |= isName(parameter, "name");
            flowed |= is(parameter, "format", "flowed");
            delSp |= is(parameter, "delsp", "yes");
        }
    }

    /** With RFC 2231 a name may be in pieces: {@code filename*0*}. */
    private static boolean isName(NameValuePair parameter, String name) {
        return parameter.getName().toLowerCase(Locale.ROOT).split("\\*", 2)[0].equals(name);
    }

    private static boolean is(NameValuePair parameter, String name, String value) {
        return parameter.getName().equalsIgnoreCase(name) && value.equalsIgnoreCase(parameter.getValue());
    }

    private static RawBody parsed(Field field) {
        return RawFieldParser.DEFAULT.parseRawBody((RawField) field);
    }
}
