/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static org.mesura.config.Mistakes.quote;

import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a file of members: UTF-8, one account a line; blank lines and what follows a {@code #} say nothing. */
final class MemberList {
    // an account holds no white space, but it may hold a #
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

    // beyond this many the file is of another kind, and one word says as much as ten thousand
    private static final int MOST_MISTAKES = 100;

    private final String name;
    private final Mistakes mistakes;

    /** A file that mistakes call {@code name}. */
    MemberList(String name, Mistakes mistakes) {
        this.name = name;
        this.mistakes = mistakes;
    }

    /** Adds the accounts in {@code file} to {@code members}, until those are more than {@code most}. */
    void addTo(Set<String> members, byte[] file, int most) {
        Optional<String> text = Utf8.decode(file, mistakes.in(name));
        if (text.isEmpty()) {
            return;
        }
        int before = mistakes.size();
        int number = 0;
        Iterator<String> lines = text.get().lines().iterator();
        while (lines.hasNext() && members.size() <= most) {
            number++;
            if (mistakes.size() - before == MOST_MISTAKES) {
                mistakes.in(name).add("has more mistakes, which are not listed, from line " + number + " on");
                return;
            }
            add(COMMENT.matcher(lines.next()).replaceFirst("").strip(), number, members);
        }
    }

    private void add(String line, int number, Set<String> members) {
        Mistakes here = mistakes.in("line " + number + " of " + name);
        Optional.of(line)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> here.read("member", Optional.of(text), Names::account))
                .filter(member -> !members.add(member))
                .ifPresent(member -> here.add("member " + quote(member) + " stands twice"));
    }
}
