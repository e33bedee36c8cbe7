/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A text as paragraphs of sentences of words, which can be changed and written again in lines of any width. The first
 * paragraph is the greeting and stays as it is; so do links.
 */
final class Draft {
    /** Lines of this width are never broken. */
    static final int UNBROKEN = Integer.MAX_VALUE;

    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\R[ \\t]*\\R\\s*");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?…])\\s+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("\\s+");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’-]*");

    private final List<List<String[]>> paragraphs = new ArrayList<>();

    /** A place of a word or a sentence. */
    private record Place(List<String[]> paragraph, int sentence, int word) {}

    static Draft of(String text) {
        Draft draft = new Draft();
        for (String paragraph : BETWEEN_PARAGRAPHS.split(text.strip())) {
            List<String[]> sentences = new ArrayList<>();
            for (String sentence : BETWEEN_SENTENCES.split(paragraph.strip())) {
                sentences.add(BETWEEN_WORDS.split(sentence.strip()));
            }
            draft.paragraphs.add(sentences);
        }
        return draft;
    }

    /** Puts {@code sentence} anywhere below the greeting. */
    void insert(String sentence, Random random) {
        List<String[]> paragraph = paragraphs.get(1 + random.nextInt(paragraphs.size() - 1));
        paragraph.add(random.nextInt(paragraph.size() + 1), BETWEEN_WORDS.split(sentence));
    }

    /** Puts a paragraph of these sentences below the greeting. */
    void open(List<String> sentences) {
        List<String[]> opening = new ArrayList<>();
        sentences.forEach(sentence -> opening.add(BETWEEN_WORDS.split(sentence)));
        paragraphs.add(1, opening);
    }

    /** Ends with a paragraph of this sentence. */
    void close(String sentence) {
        paragraphs.add(new ArrayList<>(List.of(new String[][] {BETWEEN_WORDS.split(sentence)})));
    }

    /** Replaces as many words as {@code level} says by words of {@code vocabulary}. */
    void replaceWords(Level level, List<String> vocabulary, Random random) {
        List<Place> words = words();
        Collections.shuffle(words, random);
        for (Place place : words.subList(0, level.replaced(words.size()))) {
            String[] sentence = place.paragraph().get(place.sentence());
            String other = vocabulary.get(random.nextInt(vocabulary.size()));
            sentence[place.word()] = LETTERS.matcher(sentence[place.word()]).replaceFirst(other);
        }
    }

    /** Lets as many pairs of sentences change places as {@code level} says, no sentence twice. */
    void swapSentences(Level level, Random random) {
        List<Place> sentences = sentences();
        Collections.shuffle(sentences, random);
        for (int swap = 0; swap < level.swaps(sentences.size()); swap++) {
            Place one = sentences.get(2 * swap);
            Place other = sentences.get(2 * swap + 1);
            String[] moved = one.paragraph().get(one.sentence());
            one.paragraph().set(one.sentence(), other.paragraph().get(other.sentence()));
            other.paragraph().set(other.sentence(), moved);
        }
    }

    /** The text in lines of at most {@code width} characters, a paragraph apart. */
    String text(int width) {
        return paragraphs.stream().map(paragraph -> lines(paragraph, width)).collect(joining("\n\n"));
    }

    private List<Place> sentences() {
        List<Place> places = new ArrayList<>();
        for (List<String[]> paragraph : paragraphs.subList(1, paragraphs.size())) {
            for (int sentence = 0; sentence < paragraph.size(); sentence++) {
                places.add(new Place(paragraph, sentence, 0));
            }
        }
        return places;
    }

    private List<Place> words() {
        List<Place> places = new ArrayList<>();
        for (Place place : sentences()) {
            String[] words = place.paragraph().get(place.sentence());
            for (int word = 0; word < words.length; word++) {
                if (!words[word].contains("://") && LETTERS.matcher(words[word]).find()) {
                    places.add(new Place(place.paragraph(), place.sentence(), word));
                }
            }
        }
        return places;
    }

    private static String lines(List<String[]> paragraph, int width) {
        StringBuilder text = new StringBuilder();
        int line = 0;
        for (String word : paragraph.stream().flatMap(Arrays::stream).toList()) {
            boolean breaks = line > 0 && line + 1 + word.length() > width;
            if (breaks || line > 0) {
                text.append(breaks ? '\n' : ' ');
            }
            text.append(word);
            line = breaks || line == 0 ? word.length() : line + 1 + word.length();
        }
        return text.toString();
    }
}
