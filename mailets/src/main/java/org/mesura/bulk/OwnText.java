/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Parts what a sender wrote in a message from what came with it: quoted mail, the signature below {@code -- } (RFC 3676,
 * 4.3), the greeting.
 *
 * @param paragraphs what the sender wrote, paragraph by paragraph
 * @param rest what was quoted or signed
 * @param quotes whether some of the rest is quoted line by line, as answers do
 */
record OwnText(ImmutableList<String> paragraphs, String rest, boolean quotes) {
    private static final Splitter LINES = Splitter.on('\n');
    private static final CharMatcher BLANK = CharMatcher.whitespace().or(CharMatcher.javaIsoControl());

    /** A longer signature than this many lines is none: a text must not hide below two hyphens. */
    private static final int SIGNATURE_LINES = 12;

    private static final int SIGNATURE_CHARACTERS = 700;
    private static final int GREETING_CHARACTERS = 80;
    private static final int SALUTATION_CHARACTERS = 40;
    private static final int SEPARATOR_CHARACTERS = 80;
    private static final int HEADER_LINES = 6;

    private static final Pattern SEPARATOR = Pattern.compile(
            "[-_=*\\s]*(original message|mensaje original|mensagem original|forwarded message|mensaje reenviado|"
                    + "mensagem encaminhada|mensagem reencaminhada|begin forwarded message|inicio del mensaje reenviado)"
                    + "[-_=*:\\s]*");
    private static final ImmutableSet<String> FROM = ImmutableSet.of("from", "de", "von");
    private static final ImmutableSet<String> OTHER_FIELDS = ImmutableSet.of(
            "sent",
            "date",
            "enviado el",
            "enviado",
            "enviada",
            "enviada em",
            "fecha",
            "data",
            "to",
            "para",
            "subject",
            "asunto",
            "assunto");
    private static final CharMatcher LETTER = CharMatcher.forPredicate(Character::isLetter);
    private static final int FIELD_CHARACTERS = 16;

    private static final Pattern ATTRIBUTION =
            Pattern.compile(".*(wrote|writes|escribi[oó]|escreveu|escribe|ha scritto|schrieb|said)\\W*");
    /** In what of Unicode is a letter, for what ends a word depends on the JDK otherwise (JDK-8264160). */
    private static final Pattern GREETING = Pattern.compile(
            "(?U)\\W*(hola|estimad[oa]s?|estimad[oa]/?[ao]?|querid[oa]s?|apreciad[oa]s?|distinguid[oa]s?|respetad[oa]s?|"
                    + "buen[oa]s? ?(d[ií]as?|tardes?|noches?)?|muy señor(es)?|señora?(es)?|sra?|dear|hi|hello|hey|greetings|"
                    + "good (morning|afternoon|evening)|ol[áa]|car[oa]s?|prezad[oa]s?|bo[am] (dia|tarde|noite)|ex\\.?m[oa])"
                    + "\\b[^,:;.!?]{0,60}[,:;.!]\\W*");

    /** A letter's salutation; not one of those that also end a letter. */
    private static final Pattern SALUTATION = Pattern.compile(
            "(?U)\\W*((estimad|apreciad|distinguid|respetad|querid)([oa]s?|[oa]\\W[oa])|muy señor(es)?|dear|prezad[oa]s?|car[oa]s?|"
                    + "ex\\.?m[oa])\\b[^,:;.!?]{0,60}[,:;.!]?\\W*");

    /** Above its salutation a letter has no more lines than these: the addressee's name, street, city. */
    private static final int ADDRESSEE_LINES = 10;

    private static final int ADDRESSEE_CHARACTERS = 160;

    /** A comma and a name, at the end of a line. */
    private static final Pattern NAME = Pattern.compile("[^,]*,\\s*\\p{Lu}\\p{L}*( \\p{Lu}[\\p{L}.]*){0,3}[.:!]*");

    static OwnText of(String text) {
        return new Reading(LINES.splitToList(text)).read();
    }

    private static final class Reading {
        private final List<String> lines;
        private final ImmutableList.Builder<String> paragraphs = ImmutableList.builder();
        private final StringBuilder paragraph = new StringBuilder();
        private final StringBuilder rest = new StringBuilder();
        private boolean begun;
        private boolean quotes;

        Reading(List<String> lines) {
            this.lines = lines;
        }

        OwnText read() {
            int index = addressee();
            while (index < lines.size()) {
                String line = BLANK.trimFrom(lines.get(index));
                if (line.isEmpty()) {
                    endParagraph();
                } else if (line.charAt(0) == '>') {
                    rest.append(line).append('\n');
                    quotes = true;
                } else if (isAttribution(index, line)) {
                    endParagraph();
                } else if (endsHere(index, line)) {
                    break;
                } else {
                    take(line);
                }
                index++;
            }
            endParagraph();
            lines.subList(index, lines.size()).forEach(line -> rest.append(line).append('\n'));
            return new OwnText(paragraphs.build(), rest.toString(), quotes);
        }

        /** How many lines a letter has above its salutation: to whom it goes, which is no part of what it says. */
        private int addressee() {
            int characters = 0;
            for (int index = 0; index < Math.min(lines.size(), ADDRESSEE_LINES); index++) {
                String line = BLANK.trimFrom(lines.get(index));
                if (!line.isEmpty()
                        && line.length() <= GREETING_CHARACTERS
                        && SALUTATION.matcher(lowered(line)).matches()) {
                    return index;
                }
                characters += line.length();
                if (characters > ADDRESSEE_CHARACTERS) {
                    return 0;
                }
            }
            return 0;
        }

        private void take(String line) {
            String own = begun ? line : withoutGreeting(line);
            begun = true;
            if (!own.isEmpty()) {
                paragraph.append(own).append('\n');
            }
        }

        private void endParagraph() {
            if (!paragraph.isEmpty()) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }

        private boolean endsHere(int index, String line) {
            return isSignature(index, line) || isForwarded(line) || isHeader(index, line);
        }

        private boolean isSignature(int index, String line) {
            return line.equals("--")
                    && lines.size() - index <= SIGNATURE_LINES + 1
                    && lines.subList(index, lines.size()).stream()
                                    .mapToInt(String::length)
                                    .sum()
                            <= SIGNATURE_CHARACTERS;
        }

        private static boolean isForwarded(String line) {
            boolean apart = !Character.isLetter(line.charAt(0)) || line.endsWith(":");
            return apart
                    && line.length() < SEPARATOR_CHARACTERS
                    && SEPARATOR.matcher(line.toLowerCase(Locale.ROOT)).matches();
        }

        /** The head of a quoted mail as Outlook writes it: its author, then at least two fields more. */
        private boolean isHeader(int index, String line) {
            if (!isField(line, FROM)) {
                return false;
            }
            return lines.subList(index + 1, Math.min(lines.size(), index + 1 + HEADER_LINES)).stream()
                            .filter(next -> isField(next, OTHER_FIELDS))
                            .count()
                    >= 2;
        }

        /** Whether the line begins with one of {@code names} and a colon; a bold name may stand between asterisks. */
        private static boolean isField(String line, ImmutableSet<String> names) {
            int colon = line.indexOf(':');
            return colon > 0
                    && colon <= FIELD_CHARACTERS
                    && names.contains(lowered(LETTER.negate().trimFrom(line.substring(0, colon))));
        }

        /** <em>On … Ana wrote:</em>, on one line or two, where a quotation follows. */
        private boolean isAttribution(int index, String line) {
            boolean ends = line.endsWith(":");
            if (!ends
                    && !(index + 1 < lines.size()
                            && lines.get(index + 1).strip().endsWith(":"))) {
                return false;
            }
            String whole = ends ? line : line + " " + lines.get(index + 1).strip();
            return quoteFollows(ends ? index + 1 : index + 2)
                    && ATTRIBUTION.matcher(lowered(whole)).matches();
        }

        private boolean quoteFollows(int index) {
            int next = index;
            while (next < lines.size() && lines.get(next).isBlank()) {
                next++;
            }
            return next < lines.size() && lines.get(next).stripLeading().startsWith(">");
        }

        private static String withoutGreeting(String line) {
            if (isSalutation(line)) {
                return "";
            }
            String head = line.substring(0, Math.min(line.length(), GREETING_CHARACTERS));
            Matcher greeting = GREETING.matcher(lowered(head));
            return greeting.lookingAt() ? line.substring(greeting.end()) : line;
        }

        /** A first line of few words that ends as one does, or that is a greeting, with a name behind a comma or without. */
        private static boolean isSalutation(String line) {
            if (line.length() > SALUTATION_CHARACTERS) {
                return false;
            }
            char last = line.charAt(line.length() - 1);
            Matcher greeting = GREETING.matcher(lowered(line) + ",");
            return last == ','
                    || last == ':'
                    || greeting.matches()
                    || greeting.lookingAt() && NAME.matcher(line).matches();
        }

        private static String lowered(String line) {
            return line.toLowerCase(Locale.ROOT);
        }
    }
}
