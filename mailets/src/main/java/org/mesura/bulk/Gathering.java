/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static com.google.common.collect.ImmutableList.toImmutableList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.google.common.collect.ImmutableList;

/**
 * What has been read of a message, part by part, and what it comes to in the end. Where there is no word in the text, that
 * of text files and of enclosed messages counts, which mail programs show below it; at last the alternative texts of
 * pictures.
 */
final class Gathering {
    private final ContentDigest digest;
    private final Pieces pieces;
    private final List<File> files = new ArrayList<>();
    private final List<Supplier<String>> below = new ArrayList<>();
    private final Set<String> pictures = new HashSet<>();
    private final StringBuilder alternatives = new StringBuilder();
    private boolean whole = true;

    /** An attachment, and by what address HTML may show it. */
    private record File(long digest, Optional<String> address) {}

    Gathering(ContentDigest digest, SameWords same) {
        this.digest = digest;
        this.pieces = new Pieces(same);
    }

    /** In how many multiparts what comes is. */
    int depth() {
        return pieces.depth();
    }

    void startMultipart(boolean alternative) {
        pieces.start(alternative);
    }

    void endMultipart() {
        pieces.end();
    }

    void addText(String text) {
        pieces.add(new Piece(text, false));
    }

    void addHtml(String html) {
        if (!html.isEmpty()) {
            pieces.add(new Piece(read(html), true));
        }
    }

    void addFile(long content, Optional<String> contentId) {
        files.add(new File(content, contentId.map(Page.ENCLOSED::concat)));
    }

    /** Adds the text of a file, in case there is no other. */
    void addBelow(String text) {
        below.add(() -> text);
    }

    /** Adds the page that a file is, in case there is no other text. */
    void addHtmlBelow(String html) {
        below.add(() -> read(html));
    }

    /** Whether all HTML could be read. */
    boolean isWhole() {
        return whole;
    }

    MessageContent content(String subject) {
        String text = Stream.<Supplier<String>>of(pieces::text, this::textBelow, alternatives::toString)
                .map(Supplier::get)
                .filter(Piece::hasWords)
                .findFirst()
                .orElse("");
        LongStream shown = files.stream().filter(this::isShown).mapToLong(File::digest);
        LongStream elsewhere = pictures.stream()
                .filter(picture -> !picture.startsWith(Page.ENCLOSED))
                .mapToLong(digest::of);
        return new MessageContent(
                subject,
                text.substring(0, Math.min(text.length(), Allowance.PLAIN)),
                sorted(files.stream().filter(file -> !isShown(file)).mapToLong(File::digest)),
                sorted(LongStream.concat(shown, elsewhere)));
    }

    private String read(String html) {
        Page page = PageReader.read(html, Allowance.PLAIN);
        pictures.addAll(page.pictures());
        alternatives.append(page.alternatives());
        whole &= page.whole();
        return page.text();
    }

    private String textBelow() {
        StringBuilder text = new StringBuilder();
        below.forEach(file -> text.append(file.get()).append('\n'));
        return text.toString();
    }

    private boolean isShown(File file) {
        return file.address().filter(pictures::contains).isPresent();
    }

    private static ImmutableList<Long> sorted(LongStream digests) {
        return digests.sorted().boxed().collect(toImmutableList());
    }
}
