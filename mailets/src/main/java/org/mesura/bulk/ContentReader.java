/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.CharsetUtil;
import org.jsoup.Jsoup;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashFunction;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;

/**
 * Reads a message's content from its MIME stream, part by part, without building a tree of it. Of each kind of text the
 * first {@value #TEXT_BYTES} decoded octets count; an enclosed message is an attachment. Whatever cannot be parsed, more
 * than {@value #PARTS} parts or {@value #DEPTH} levels of them, ends the reading: what was read until there is the
 * content.
 */
final class ContentReader {
    static final int TEXT_BYTES = 64 * 1024;
    static final int PARTS = 1_000;
    static final int DEPTH = 50;

    // who reads bounds the whole; a bound on the header would let one pad it and hide the text behind
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .build();

    private final HashFunction digest;
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final ImmutableList.Builder<Long> attachments = ImmutableList.builder();
    private Optional<String> subject = Optional.empty();
    private boolean attached;
    private int parts;
    private int depth;

    private ContentReader(HashFunction digest) {
        this.digest = digest;
    }

    static MessageContent read(InputStream message, HashFunction digest) {
        ContentReader reader = new ContentReader(digest);
        reader.read(message);
        return reader.content();
    }

    private void read(InputStream message) {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(message);
        try {
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM && parts <= PARTS && depth <= DEPTH;
                    state = tokens.next()) {
                take(state, tokens);
            }
        } catch (IOException | MimeException | RuntimeException e) {
            // hostile or broken MIME: what was read so far is what there is to compare
            parts = PARTS;
        }
    }

    private void take(EntityState state, MimeTokenStream tokens) throws IOException {
        switch (state) {
            case T_START_HEADER -> attached = false;
            case T_START_MULTIPART -> depth++;
            case T_END_MULTIPART -> depth--;
            case T_FIELD -> takeField(tokens.getField());
            case T_BODY -> takeBody(tokens);
            default -> {
                // preambles, epilogues and boundaries say nothing a reader sees
            }
        }
    }

    private void takeField(Field field) {
        if (field.getName().equalsIgnoreCase("Subject") && parts == 0 && subject.isEmpty()) {
            subject = Optional.of(DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT));
        }
        if (field.getName().equalsIgnoreCase("Content-Disposition")) {
            attached = field.getBody().strip().toLowerCase(Locale.ROOT).startsWith("attachment");
        }
    }

    private void takeBody(MimeTokenStream tokens) throws IOException {
        parts++;
        String type = tokens.getBodyDescriptor().getMimeType();
        if (attached || !type.startsWith("text/")) {
            attachments.add(digestOf(tokens.getDecodedInputStream()));
            return;
        }
        StringBuilder into = type.equals("text/html") ? html : plain;
        int room = Math.max(0, TEXT_BYTES - into.length());
        byte[] bytes = ByteStreams.limit(tokens.getDecodedInputStream(), room).readAllBytes();
        into.append(new String(bytes, charset(tokens))).append('\n');
    }

    private static Charset charset(MimeTokenStream tokens) {
        Charset named = CharsetUtil.lookup(tokens.getBodyDescriptor().getCharset());
        return named == null || named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
    }

    private long digestOf(InputStream content) throws IOException {
        HashingInputStream hashing = new HashingInputStream(digest, content);
        ByteStreams.exhaust(hashing);
        return hashing.hash().asLong();
    }

    private MessageContent content() {
        boolean onlyHtml = plain.toString().isBlank();
        String text = onlyHtml ? Jsoup.parse(html.toString()).text() : plain.toString();
        return new MessageContent(subject.orElse(""), text, attachments.build());
    }
}
