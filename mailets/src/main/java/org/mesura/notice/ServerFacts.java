/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import org.mesura.submission.Discretion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What templates can say of Mesura itself, as {@link AlertFacts}. Mistakes of settings and templates are quoted as they are:
 * what stands in these files the administrator wrote.
 */
final class ServerFacts {
    private static final int LONGEST_ACCOUNT = 100;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_LINES = 20;

    private ServerFacts() {}

    static ImmutableMap<String, Object> of(Alert.OfServer alert, Wording wording) {
        return ImmutableMap.<String, Object>builder()
                .put("since", wording.moment(alert.since(), alert.now()))
                .putAll(told(alert.news(), wording))
                .buildOrThrow();
    }

    private static ImmutableMap<String, Object> told(ServerNews news, Wording wording) {
        if (news instanceof ServerNews.Unwritten unwritten) {
            return digest(unwritten.digest(), wording);
        }
        if (news instanceof ServerNews.StoreDown down) {
            return ImmutableMap.of(
                    "failure", OneLine.of(Discretion.withoutAddresses(OneLine.of(down.fault()), "(…)"), LONGEST_LINE));
        }
        if (news instanceof ServerNews.SettingsBroken broken) {
            return lines(broken.mistakes(), wording);
        }
        if (news instanceof ServerNews.TemplatesBroken templates) {
            return lines(templates.faults(), wording);
        }
        return news instanceof ServerNews.MailLate mail
                ? ImmutableMap.of("late", wording.length(mail.late()))
                : ImmutableMap.of();
    }

    private static ImmutableMap<String, Object> digest(Digest digest, Wording wording) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        int others = digest.accounts() - digest.most().size();
        if (others > 0) {
            facts.put("others", wording.words().count("accounts", others, wording.number(others)));
        }
        return facts.put(
                        "unwritten",
                        wording.words().count("unwritten", digest.notices(), wording.number(digest.notices())))
                .put(
                        "accounts",
                        wording.words().count("accounts", digest.accounts(), wording.number(digest.accounts())))
                .put(
                        "kinds",
                        digest.kinds().entrySet().stream()
                                .map(kind -> ImmutableMap.of(
                                        "name",
                                                wording.words()
                                                        .say("kind."
                                                                + kind.getKey().id()),
                                        "value", wording.number(kind.getValue())))
                                .collect(ImmutableList.toImmutableList()))
                .put(
                        "lines",
                        digest.most().entrySet().stream()
                                .map(account -> OneLine.of(account.getKey().account(), LONGEST_ACCOUNT) + ": "
                                        + wording.number(account.getValue()))
                                .collect(ImmutableList.toImmutableList()))
                .buildOrThrow();
    }

    private static ImmutableMap<String, Object> lines(ImmutableList<String> lines, Wording wording) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        int more = lines.size() - MOST_LINES;
        if (more > 0) {
            facts.put("more", wording.number(more));
        }
        return facts.put(
                        "lines",
                        lines.stream()
                                .limit(MOST_LINES)
                                .map(line -> OneLine.of(line, LONGEST_LINE))
                                .collect(ImmutableList.toImmutableList()))
                .buildOrThrow();
    }
}
