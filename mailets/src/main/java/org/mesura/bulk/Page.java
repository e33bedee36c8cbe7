/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import com.google.common.collect.ImmutableSet;

/**
 * An HTML page as a reader sees it.
 *
 * @param text its lines, in the form of {@link MessageContent#text}
 * @param alternatives the alternative texts of its pictures
 * @param pictures the addresses of its pictures: {@code cid:} and a Content-ID for an enclosed one, {@code data:} and the
 *     picture itself, or host and path of one elsewhere; without a query, which would tell who looks
 * @param whole whether all of it could be read: not if it is more than {@value PageReader#DEPTH} elements deep
 */
record Page(String text, String alternatives, ImmutableSet<String> pictures, boolean whole) {
    static final String ENCLOSED = "cid:";
}
