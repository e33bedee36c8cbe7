/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.mesura.fuzz.Cases;
import org.mesura.fuzz.HostileText;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * Whatever the message, the account, the policy and the institution are called, a notice is one line of subject, lines of text
 * and a page of the same elements: what others wrote is text in it and nothing else.
 */
class NoticeFuzzTest {
    private static final int CASES = 1_500;
    private static final int WIDEST = 78;
    private static final Pattern UNSHOWN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069]");
    private static final Templates TEMPLATES = Templates.builtIn();
    private static final ImmutableList<Occasion> OCCASIONS =
            Examples.ALL.values().asList();

    @Test
    void whatOthersWroteShouldBeTextAndNothingElse() throws Exception {
        Cases.each(CASES, random -> {
            Occasion example = OCCASIONS.get(random.nextInt(OCCASIONS.size()));
            ImmutableSet<Language> languages = languages(random);
            Notice plain = writer("Alcaldia").write(with(example, "Hola", "ana@alcaldia.example", "staff"), languages);
            Occasion hostile = with(example, shown(random), shown(random), shown(random));
            NoticeWriter writer = writer(shown(random));

            Notice notice = writer.write(hostile, languages);

            assertThat(UNSHOWN.matcher(notice.subject()).find())
                    .as("subject '%s'", notice.subject())
                    .isFalse();
            assertThat(notice.subject()).hasSizeLessThanOrEqualTo(2 * 150 + 3).doesNotContain("=?");
            checkLines(notice.text());
            checkLines(writer.shortGuidance(example.isReported() ? hostile : OCCASIONS.get(0), languages));
            assertThat(elements(notice.html())).as(notice.html()).isEqualTo(elements(plain.html()));
            assertThat(UNSHOWN.matcher(notice.html().replace("\n", "")).find())
                    .as(notice.html())
                    .isFalse();
        });
    }

    private static void checkLines(String text) {
        assertThat(UNSHOWN.matcher(text.replace("\n", "")).find()).as(text).isFalse();
        assertThat(text.lines()).as(text).allMatch(line -> line.length() <= WIDEST || isAddress(line));
    }

    /** A web address is never broken, however long it is; the mail's encoding keeps its lines short. */
    private static boolean isAddress(String line) {
        return line.contains("://") && !line.strip().replaceFirst("^- ", "").contains(" ");
    }

    /** Elements and their attributes' names, in their order. */
    private static List<String> elements(String html) {
        return Jsoup.parse(html).getAllElements().stream()
                .map(element -> element.tagName() + attributes(element))
                .toList();
    }

    private static List<String> attributes(Element element) {
        return element.attributes().asList().stream()
                .map(attribute -> attribute.getKey())
                .toList();
    }

    /** What is not shown at all would leave out what it stands in. */
    private static String shown(Random random) {
        return "x" + HostileText.drawn(random);
    }

    private static ImmutableSet<Language> languages(Random random) {
        Language first = Language.values()[random.nextInt(Language.values().length)];
        Language second = Language.values()[random.nextInt(Language.values().length)];
        return ImmutableSet.of(first, second);
    }

    private static NoticeWriter writer(String name) {
        Institution example = Examples.CITY_HALL;
        return new NoticeWriter(
                new Institution(
                        name,
                        example.timeZone(),
                        example.helpPage(),
                        example.administrator(),
                        example.helpDesk(),
                        example.mailingLists(),
                        example.newsletter(),
                        example.sharedFolder(),
                        example.communications()),
                TEMPLATES);
    }

    private static Occasion with(Occasion example, String subject, String account, String policy) {
        return new Occasion(
                example.kind(),
                new Sender(account),
                example.message()
                        .map(message -> new Message(Optional.of(subject), message.sentAt(), message.recipients())),
                example.reason(),
                policy,
                example.usage(),
                example.now(),
                example.waited(),
                example.near(),
                example.permit(),
                example.reduced());
    }
}
