/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.evaluate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;

/** Our own mail has the form, the amount and the variety that its README promises, and names nothing real. */
class OwnSetTest {
    private static final Path FOLDER = Path.of("src/test/resources/evaluate");

    /** Word pairs that two texts share, of those that either has; from about here on they may pass for one mailing. */
    private static final double ALIKE = 0.35;

    private static final Set<String> KINDS = Set.of(
            "announcement",
            "circular",
            "citizens",
            "donation",
            "en",
            "es",
            "fine",
            "greeting",
            "health",
            "invitation",
            "invoice",
            "newsletter",
            "offer",
            "phish",
            "political",
            "prize",
            "pt",
            "survey");

    private static final Pattern ROUTINE_NOTICE = Pattern.compile("confirmada|confirmed|radicada");
    private static final Pattern DOMAIN = Pattern.compile("(?:@|://|www\\.)([\\w-]+(?:\\.[\\w-]+)*)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private record Ordinary(
            String sender, Long ts, List<String> to, String subject, Boolean reply, String body, String list) {
        LocalDate day() {
            return sent().toLocalDate();
        }

        OffsetDateTime sent() {
            return Instant.ofEpochSecond(ts).atOffset(ZoneOffset.UTC);
        }

        boolean isRoutineNotice() {
            return ROUTINE_NOTICE.matcher(subject).find();
        }
    }

    private record Base(String kind, String text) {}

    private final List<Ordinary> ordinary = read("ordinary.jsonl", Ordinary.class);
    private final List<Base> bases = read("campaign-bases.jsonl", Base.class);

    OwnSetTest() throws IOException {}

    @Test
    void ordinaryMailShouldHaveEveryFieldButTheList() {
        assertThat(ordinary).allSatisfy(message -> {
            assertThat(message.list()).isNull();
            assertThat(message).hasNoNullFieldsOrPropertiesExcept("list");
            assertThat(message.to()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(message.subject()).isNotBlank();
            assertThat(message.body()).isNotBlank();
        });
    }

    @Test
    void ordinaryMailShouldComeFromManySendersWhoWriteOften() {
        assertThat(ordinary).hasSizeGreaterThanOrEqualTo(800);
        assertThat(bySender()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(bySender().values())
                .allSatisfy(messages -> assertThat(messages).hasSizeBetween(25, 50));
    }

    @Test
    void ordinaryMailShouldBeSentAtWorkInOrderOfTime() {
        assertThat(ordinary).allSatisfy(message -> {
            assertThat(message.day().getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(message.sent().getHour()).isBetween(6, 22);
        });
        assertThat(bySender().values())
                .allSatisfy(messages ->
                        assertThat(messages).extracting(Ordinary::ts).isSorted());
    }

    @Test
    void someSendersShouldHaveADayOfManyMessagesToDifferentPeople() {
        List<Set<List<String>>> busyDays = ordinary.stream()
                .filter(message -> !message.isRoutineNotice())
                .collect(
                        groupingBy(message -> List.of(message.sender(), message.day()), mapping(Ordinary::to, toSet())))
                .values()
                .stream()
                .filter(recipients -> recipients.size() >= 20)
                .toList();

        assertThat(busyDays).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void aDayShouldHoldAtMostEightRoutineNotices() {
        Map<List<Object>, Long> notices = ordinary.stream()
                .filter(Ordinary::isRoutineNotice)
                .collect(groupingBy(message -> List.of(message.sender(), message.day()), counting()));

        assertThat(notices).isNotEmpty();
        assertThat(notices.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(8));
    }

    @Test
    void textsOfOneSenderShouldBeDifferentApartFromRoutineNotices() {
        assertThat(bySender().values()).allSatisfy(messages -> {
            Set<String> footer = linesOfThreeOrMore(messages);
            assertDifferent(messages.stream()
                    .filter(message -> !message.isRoutineNotice())
                    .map(message -> message.body()
                            .lines()
                            .filter(line -> !footer.contains(line))
                            .toList())
                    .map(lines -> String.join("\n", lines))
                    .toList());
        });
    }

    @Test
    void basesShouldBeManyOfKnownKindsAndOfUsualLength() {
        assertThat(bases).hasSizeGreaterThanOrEqualTo(60);
        assertThat(bases).extracting(Base::kind).isSubsetOf(KINDS);
        assertThat(bases)
                .allSatisfy(base -> assertThat(base.text().split("\\s+")).hasSizeBetween(12, 400));
    }

    @Test
    void basesShouldBeDifferent() {
        assertDifferent(bases.stream().map(Base::text).toList());
    }

    @Test
    void addressesAndLinksShouldLieUnderExample() {
        Stream<String> texts = Stream.of(
                        ordinary.stream()
                                .flatMap(message -> Stream.of(message.sender(), message.subject(), message.body())),
                        ordinary.stream().flatMap(message -> message.to().stream()),
                        bases.stream().map(Base::text))
                .flatMap(stream -> stream);

        assertThat(texts.flatMap(text -> DOMAIN.matcher(text).results().map(found -> found.group(1))))
                .isNotEmpty()
                .allMatch(domain -> domain.endsWith(".example"));
    }

    private static <T> List<T> read(String file, Class<T> form) throws IOException {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
        ImmutableList.Builder<T> read = ImmutableList.builder();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            read.add(json.readValue(line, form));
        }
        return read.build();
    }

    private Map<String, List<Ordinary>> bySender() {
        return ordinary.stream().collect(groupingBy(Ordinary::sender, toList()));
    }

    private static Set<String> linesOfThreeOrMore(Collection<Ordinary> messages) {
        return messages.stream()
                .flatMap(message -> message.body().lines().distinct())
                .collect(groupingBy(line -> line, counting()))
                .entrySet()
                .stream()
                .filter(line -> line.getValue() >= 3)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private static void assertDifferent(List<String> texts) {
        List<Set<List<String>>> pairs =
                texts.stream().map(OwnSetTest::wordPairs).toList();
        for (int one = 0; one < pairs.size(); one++) {
            for (int other = one + 1; other < pairs.size(); other++) {
                double shared =
                        Sets.intersection(pairs.get(one), pairs.get(other)).size();
                double all = Sets.union(pairs.get(one), pairs.get(other)).size();
                assertThat(shared)
                        .as("word pairs shared by '%s' and '%s'", texts.get(one), texts.get(other))
                        .isLessThanOrEqualTo(ALIKE * all);
            }
        }
    }

    private static Set<List<String>> wordPairs(String text) {
        List<String> words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
        return IntStream.range(1, words.size())
                .mapToObj(at -> words.subList(at - 1, at + 1))
                .collect(toSet());
    }
}
