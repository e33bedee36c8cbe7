/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts the text of a message together from its parts as they come. Parts of most multiparts follow one another. Of
 * alternatives (RFC 2046, section 5.1.4) the last is the best, and what a reader sees; where it says the same as the
 * first plain one, that one is taken, for it tells quotations and signatures most clearly. So a harmless plain text in front of
 * another one in HTML does not count.
 */
final class Pieces {
    private final SameWords same;
    private final Deque<Multipart> open = new ArrayDeque<>();

    private record Multipart(boolean alternative, List<Piece> pieces) {}

    Pieces(SameWords same) {
        this.same = same;
        start(false);
    }

    int depth() {
        return open.size() - 1;
    }

    void start(boolean alternative) {
        open.push(new Multipart(alternative, new ArrayList<>()));
    }

    void add(Piece piece) {
        if (piece.hasWords()) {
            open.element().pieces().add(piece);
        }
    }

    void end() {
        Multipart ended = open.pop();
        (ended.alternative() ? best(ended.pieces()) : inSequence(ended.pieces())).ifPresent(this::add);
    }

    /** The text of all that came, whether or not every multipart has ended. */
    String text() {
        while (depth() > 0) {
            end();
        }
        return inSequence(open.element().pieces()).map(Piece::text).orElse("");
    }

    private Optional<Piece> best(List<Piece> alternatives) {
        if (alternatives.isEmpty()) {
            return Optional.empty();
        }
        Piece last = alternatives.get(alternatives.size() - 1);
        return alternatives.stream()
                .filter(piece -> !piece.html())
                .findFirst()
                .filter(plain -> same.in(plain.text(), last.text()))
                .or(() -> Optional.of(last));
    }

    private static Optional<Piece> inSequence(List<Piece> pieces) {
        if (pieces.size() < 2) {
            return pieces.stream().findFirst();
        }
        return Optional.of(new Piece(
                pieces.stream().map(Piece::text).collect(joining("\n")),
                pieces.stream().anyMatch(Piece::html)));
    }
}
