/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;

/**
 * One reading of a message's MIME stream.
 *
 * <ul>
 *   <li>Text is what is shown: plain text and HTML that are not marked as files.
 *   <li>Else a {@link Kind} of part is an attachment, known by its digest; an enclosed message by what it says.
 *   <li>What is more than {@value #DEPTH} multiparts deep is plain text as it stands. A message of which the {@link
 *       Allowance} lets no word be read, or whose HTML is too deep, is like any other such message: nobody writes them by
 *       hand.
 * </ul>
 */
final class MessageReading {
    /** Each multipart around a part costs 0.2 ms per megabyte of it. */
    static final int DEPTH = 12;

    private static final int SUBJECT_OCTETS = 4 * 1024;
    private static final int PIECE = 4 * 1024;
    private static final CharMatcher FOLDS = CharMatcher.anyOf("\r\n");
    private static final byte[] NOTHING = {};
    private static final String BEYOND = "beyond reading";

    // the reader bounds the whole; a bound on the header would let one pad it and hide the text behind
    private static final MimeConfig LENIENT =
            MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderCount(-1).build();

    private final ContentDigest digest;
    private final SameWords same;
    private final Allowance allowance;
    private final int around;
    private final Gathering gathering;
    private Optional<String> subject = Optional.empty();
    private PartHeader header = new PartHeader();
    private boolean inBody;

    /**
     * @param around how many multiparts and messages are around this message
     */
    MessageReading(ContentDigest digest, SameWords same, Allowance allowance, int around) {
        this.digest = digest;
        this.same = same;
        this.allowance = allowance;
        this.around = around;
        this.gathering = new Gathering(digest, same);
    }

    MessageContent read(InputStream message) {
        // null stands for mime4j's own builder of descriptors, which is not public
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, DecodeMonitor.SILENT, new ContentFields(), null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(message);
        try {
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM && (state != EntityState.T_BODY || allowance.takesPart());
                    state = tokens.next()) {
                take(state, tokens);
            }
        } catch (IOException | MimeException | RuntimeException e) {
            // hostile or broken MIME: what was read so far is what there is to compare
            return content();
        }
        return content();
    }

    private void take(EntityState state, MimeTokenStream tokens) throws IOException {
        switch (state) {
            case T_START_HEADER -> header = new PartHeader();
            case T_FIELD -> takeField((RawField) tokens.getField());
            case T_END_HEADER -> inBody = true;
            case T_START_MULTIPART -> startMultipart(tokens);
            case T_END_MULTIPART -> gathering.endMultipart();
            case T_BODY -> takePart(tokens);
            default -> {
                // preambles, epilogues and boundaries say nothing a reader sees
            }
        }
    }

    private void takeField(RawField field) {
        if (!inBody && subject.isEmpty() && field.getNameLowerCase().equals("subject")) {
            byte[] octets = field.getRaw().toByteArray();
            int start = field.getDelimiterIdx() + 1;
            int end = Math.min(octets.length, start + SUBJECT_OCTETS);
            String body = Characters.decode(Arrays.copyOfRange(octets, start, end), "");
            subject = Optional.of(EncodedWords.decode(FOLDS.removeFrom(body)).strip());
        }
        header.take(field);
    }

    private void startMultipart(MimeTokenStream tokens) throws IOException {
        gathering.startMultipart(tokens.getBodyDescriptor().getMimeType().equals("multipart/alternative"));
        if (depth() > DEPTH) {
            InputStream content = tokens.getInputStream();
            byte[] octets = allowance.readPlain(content, TransferEncoding.IDENTITY);
            gathering.addText(header.lines(Characters.decode(octets, "")));
            content.read(); // mime4j parts what nobody has read of, also where nothing more may be read
        }
    }

    private void takePart(MimeTokenStream tokens) throws IOException {
        switch (Kind.of(tokens.getBodyDescriptor().getMimeType())) {
            case PLAIN -> takeText(tokens);
            case HTML -> takeHtml(tokens);
            case CALENDAR -> gathering.addBelow(CalendarText.of(takeTextFile(tokens)));
            case TEXT_FILE -> gathering.addBelow(takeTextFile(tokens));
            case MESSAGE -> takeMessage(tokens.getDecodedInputStream());
            case FILE -> gathering.addFile(digestOf(NOTHING, decoded(tokens)), header.contentId());
            case SIGNATURE -> {
                // says who wrote, not what
            }
        }
    }

    private void takeText(MimeTokenStream tokens) throws IOException {
        if (header.isFile()) {
            gathering.addBelow(header.lines(takeTextFile(tokens)));
            return;
        }
        byte[] octets = allowance.readPlain(tokens.getInputStream(), encoding(tokens));
        gathering.addText(header.lines(
                Characters.decode(octets, tokens.getBodyDescriptor().getCharset())));
    }

    private String takeTextFile(MimeTokenStream tokens) throws IOException {
        byte[] octets = takeFile(tokens.getDecodedInputStream());
        return Characters.decode(octets, tokens.getBodyDescriptor().getCharset());
    }

    private void takeHtml(MimeTokenStream tokens) throws IOException {
        // XHTML, which is no kind of text to MIME, has no charset unless it names one
        String charset =
                Optional.ofNullable(tokens.getBodyDescriptor().getCharset()).orElse("");
        if (header.isFile()) {
            byte[] octets = takeFile(tokens.getDecodedInputStream());
            gathering.addHtmlBelow(allowance.pageOfFile(Characters.decodeHtml(octets, charset)));
        } else {
            byte[] octets = allowance.readHtml(tokens.getInputStream(), encoding(tokens));
            gathering.addHtml(allowance.page(Characters.decodeHtml(octets, charset)));
        }
    }

    private static TransferEncoding encoding(MimeTokenStream tokens) {
        return TransferEncoding.of(tokens.getBodyDescriptor().getTransferEncoding());
    }

    private InputStream decoded(MimeTokenStream tokens) {
        return encoding(tokens) == TransferEncoding.BASE64
                ? new Base64Octets(tokens.getInputStream(), PIECE)
                : tokens.getDecodedInputStream();
    }

    private byte[] takeFile(InputStream content) throws IOException {
        byte[] octets = allowance.readFile(content);
        gathering.addFile(digestOf(octets, content), header.contentId());
        return octets;
    }

    private void takeMessage(InputStream content) throws IOException {
        if (depth() == DEPTH || !allowance.takesMessage()) {
            gathering.addFile(digestOf(NOTHING, content), header.contentId());
            return;
        }
        MessageContent message = new MessageReading(digest, same, allowance.ofEnclosed(), depth() + 1).read(content);
        gathering.addFile(digest.of(message), header.contentId());
        gathering.addBelow(message.text());
    }

    private long digestOf(byte[] head, InputStream rest) throws IOException {
        return digest.of(head, rest, allowance.buffer());
    }

    private int depth() {
        return around + gathering.depth();
    }

    private MessageContent content() {
        MessageContent content = gathering.content(subject.orElse(""));
        boolean beyond = allowance.isUsedUp() && content.text().isEmpty() || !gathering.isWhole();
        return beyond ? new MessageContent("", "", ImmutableList.of(digest.of(BEYOND)), ImmutableList.of()) : content;
    }
}
