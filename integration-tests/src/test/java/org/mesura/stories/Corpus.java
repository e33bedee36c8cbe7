/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Real mail of real people in {@code mail/*.tgz} of the folder that {@code mesura.corpus} names. It stays there: nothing of
 * it is written or printed, a message is spoken of by its file's name.
 */
final class Corpus {
    private static final int BLOCK = 512;
    /** The longest line that SMTP carries, without its end (RFC 5321 section 4.5.3.1.6). */
    private static final int LINE = 998;

    private static final Pattern MBOX_SEPARATOR = Pattern.compile("\\AFrom [^\r\n]*\r?\n");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID:");

    private Corpus() {}

    /**
     * One message.
     *
     * @param name of its file, within its archive
     * @param message as SMTP carries it: every line ends with CR LF, the last one too
     */
    record Entry(String name, byte[] message) {}

    /** So many messages, the same ones for the same seed. */
    static List<Entry> choose(int number, long seed) throws IOException {
        List<Entry> all = new ArrayList<>();
        try (Stream<Path> archives =
                Files.list(Path.of(System.getProperty("mesura.corpus")).resolve("mail"))) {
            for (Path archive : archives.sorted().toList()) {
                read(archive, all);
            }
        }
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, number);
    }

    /** Reads a tar archive (POSIX.1, ustar): a header block that names each file and its size, and its blocks. */
    private static void read(Path archive, List<Entry> found) throws IOException {
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                int size = Integer.parseInt(text(header, 124, 12), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes(-size & (BLOCK - 1));
                if (header[156] == '0') {
                    add(text(header, 0, 100), content, found);
                }
                header = in.readNBytes(BLOCK);
            }
        }
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.ISO_8859_1);
        return field.replaceAll("\0.*", "").strip();
    }

    /** Adds what a mail program could send: a message with an id, in lines that SMTP carries. */
    private static void add(String name, byte[] content, List<Entry> found) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String message =
                LINE_END.matcher(MBOX_SEPARATOR.matcher(text).replaceFirst("")).replaceAll("\r\n");
        String ended = message.endsWith("\r\n") ? message : message + "\r\n";
        int headerEnd = ended.indexOf("\r\n\r\n");
        if (headerEnd > 0
                && MESSAGE_ID.matcher(ended.substring(0, headerEnd)).find()
                && ended.lines().allMatch(line -> line.length() <= LINE)) {
            found.add(new Entry(name, ended.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
