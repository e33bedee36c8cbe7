/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import org.mesura.bulk.ChainLetter;
import org.mesura.policy.Measure;
import org.mesura.review.Event;
import org.mesura.submission.Discretion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.UrlEscapers;

/**
 * What templates can say of one alert: variables by name, in words already; one that does not apply is absent. No
 * recipient's address is among them (guarantee 11), not even where another server quotes one.
 */
final class AlertFacts {
    private static final int LONGEST_ACCOUNT = 100;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_LINES = 20;

    private AlertFacts() {}

    static ImmutableMap<String, Object> of(Alert alert, Institution institution, Wording wording) {
        return ImmutableMap.<String, Object>builder()
                .put("language", wording.language().code())
                .put("label", wording.words().under("label."))
                .put("zone", wording.zoneName())
                .put("institution", institution.name())
                .putAll(told(alert, wording))
                .buildOrThrow();
    }

    private static ImmutableMap<String, Object> told(Alert alert, Wording wording) {
        if (alert instanceof Alert.OfEvent event) {
            return event(event, wording);
        }
        if (alert instanceof Alert.OfHeld kept) {
            return held(kept, wording);
        }
        if (alert instanceof Alert.OfServer server) {
            return ServerFacts.of(server, wording);
        }
        return alert instanceof Alert.OfChainLetter chain
                ? chainLetter(chain, wording)
                : refusals((Alert.OfRemoteRefusals) alert);
    }

    private static ImmutableMap<String, Object> event(Alert.OfEvent alert, Wording wording) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        if (alert.observed()) {
            facts.put("observed", true);
        }
        return facts.put("account", OneLine.of(alert.sender().account(), LONGEST_ACCOUNT))
                .put("accountPath", path(alert.sender().account()))
                .put("policy", alert.policy())
                .putAll(figures(alert, wording))
                .buildOrThrow();
    }

    private static ImmutableMap<String, Object> figures(Alert.OfEvent alert, Wording wording) {
        if (alert.event() instanceof Event.OverAttempted over) {
            return ImmutableMap.of(
                    "limit", wording.limit(over.limit()),
                    "attempted", wording.amount(over.limit().measure(), over.attempted()),
                    "percent", wording.percent(over.percent()));
        }
        if (alert.event() instanceof Event.CapNearlyUsed cap) {
            return ImmutableMap.of(
                    "limit", wording.limit(cap.cap().limit()),
                    "shared", wording.shared(cap.cap()),
                    "spent", wording.figure(cap.cap().limit().measure(), cap.used()),
                    "percent", wording.percent(cap.percent()));
        }
        return SuspensionFacts.of(((Event.Suspended) alert.event()).suspension(), alert.now(), wording);
    }

    private static ImmutableMap<String, Object> held(Alert.OfHeld alert, Wording wording) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        alert.campaign().ifPresent(campaign -> facts.put("byCampaign", true)
                .put("texts", wording.amount(Measure.MESSAGES, campaign.messages()))
                .put("reached", wording.amount(Measure.EXTERNAL_RECIPIENTS, campaign.recipients()))
                .put("reachedSince", wording.moment(campaign.since(), alert.now())));
        return facts.put("account", OneLine.of(alert.sender().account(), LONGEST_ACCOUNT))
                .put("policy", alert.policy())
                .put("waiting", wording.amount(Measure.MESSAGES, alert.messages()))
                .put("since", wording.moment(alert.since(), alert.now()))
                .put("freeAt", FreeAt.facts(alert.until(), alert.now(), wording))
                .buildOrThrow();
    }

    private static ImmutableMap<String, Object> refusals(Alert.OfRemoteRefusals alert) {
        return ImmutableMap.of(
                "lines",
                alert.lines().stream()
                        .limit(MOST_LINES)
                        .map(line -> OneLine.of(Discretion.withoutAddresses(OneLine.of(line), "(…)"), LONGEST_LINE))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableMap<String, Object> chainLetter(Alert.OfChainLetter alert, Wording wording) {
        ChainLetter letter = alert.letter();
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        int others = letter.accounts() - MOST_LINES;
        if (others > 0) {
            facts.put("others", accounts(others, wording));
        }
        letter.reached().keySet().stream()
                .findFirst()
                .ifPresent(first -> facts.put("accountPath", path(first.account())));
        return facts.put("accounts", accounts(letter.accounts(), wording))
                .put("reached", wording.amount(Measure.EXTERNAL_RECIPIENTS, letter.recipients()))
                .put("since", wording.moment(letter.since(), alert.now()))
                .put(
                        "lines",
                        letter.reached().entrySet().stream()
                                .limit(MOST_LINES)
                                .map(account -> OneLine.of(account.getKey().account(), LONGEST_ACCOUNT) + ": "
                                        + wording.number(account.getValue()))
                                .collect(ImmutableList.toImmutableList()))
                .buildOrThrow();
    }

    private static String accounts(int number, Wording wording) {
        return wording.words().count("accounts", number, wording.number(number));
    }

    /** The account within a web address that an administrator pastes into a shell: nothing in it means anything there. */
    private static String path(String account) {
        String escaped = UrlEscapers.urlFormParameterEscaper().escape(account);
        return escaped.replace("+", "%20").replace("*", "%2A").replace("%40", "@");
    }
}
