/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static org.mesura.config.FormRow.NONE;
import static org.mesura.config.FormRow.REQUIRED;
import static org.mesura.config.FormRow.attribute;
import static org.mesura.config.FormRow.entries;
import static org.mesura.config.FormRow.section;
import static org.mesura.config.FormRow.text;
import static org.mesura.config.FormRow.texts;

import java.util.Locale;
import java.util.stream.Stream;

import org.mesura.hold.HoldingLimits;
import org.mesura.journal.submissions.JournalRule;
import org.mesura.policy.Limit;
import org.mesura.policy.Presets;
import org.mesura.policy.RemoteRefusals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;

/**
 * The form of mesura.xml: every element and attribute with its unit and default. {@code conf/README.md} documents the
 * same table in the same order; a test holds the two together.
 */
final class Form {
    static final String ROOT = "mesura";

    private static final String INSTITUTION = "mesura/institution";
    private static final String POLICY = "mesura/policies/policy";
    private static final String GROUP = "mesura/assignments/group";
    private static final String PERMIT = "mesura/permits/permit";

    private static final ImmutableMap<String, FormRow> ROWS = Maps.uniqueIndex(
            Stream.of(
                            institution(),
                            contacts(),
                            domainsAndLanguages(),
                            policies(),
                            bulkAndEscalation(),
                            assignments(),
                            capsAndPermits(),
                            exempt(),
                            sending(),
                            others())
                    .flatMap(rows -> rows)
                    .toList(),
            FormRow::path);

    private static final ImmutableListMultimap<String, FormRow> ATTRIBUTES = ROWS.values().stream()
            .filter(FormRow::isAttribute)
            .collect(toImmutableListMultimap(FormRow::parent, row -> row));

    private static final ImmutableListMultimap<String, String> ELEMENTS = ROWS.values().stream()
            .filter(row -> !row.isAttribute())
            .collect(toImmutableListMultimap(FormRow::parent, FormRow::name));

    private Form() {}

    static ImmutableList<FormRow> rows() {
        return ROWS.values().asList();
    }

    static boolean knows(String path) {
        return ROWS.containsKey(path);
    }

    static FormRow row(String path) {
        checkArgument(knows(path), "%s is not in the form", path);
        return ROWS.get(path);
    }

    /** The names of the elements that may stand in the element at {@code path}. */
    static ImmutableList<String> elementsOf(String path) {
        return ELEMENTS.get(path);
    }

    /** The attributes of the element at {@code path}. */
    static ImmutableList<FormRow> attributesOf(String path) {
        return ATTRIBUTES.get(path);
    }

    private static Stream<FormRow> institution() {
        return Stream.of(
                section(ROOT),
                attribute("mesura@mode", "enforce, observe", word(Defaults.MODE)),
                section(INSTITUTION),
                text(INSTITUTION + "/name", "text", Defaults.INSTITUTION),
                text(INSTITUTION + "/timeZone", "IANA time zone", "the server's"),
                text(INSTITUTION + "/language", "es, en, pt", Defaults.LANGUAGE.code()),
                text(INSTITUTION + "/secondLanguage", "es, en, pt", NONE),
                text(INSTITUTION + "/helpPage", "web address", NONE),
                text(INSTITUTION + "/administrator", "mail address", "James's postmaster"));
    }

    private static Stream<FormRow> contacts() {
        return Stream.of("helpDesk", "mailingLists", "newsletter", "sharedFolder", "communications")
                .map(name -> INSTITUTION + "/" + name)
                .flatMap(at -> Stream.of(
                        section(at),
                        attribute(at + "@name", "text", REQUIRED),
                        attribute(at + "@address", "mail address", NONE),
                        attribute(at + "@page", "web address", NONE),
                        attribute(at + "@phone", "text", NONE)));
    }

    private static Stream<FormRow> domainsAndLanguages() {
        return Stream.of(
                section(INSTITUTION + "/internalDomains"),
                texts(INSTITUTION + "/internalDomains/domain", "domain or *.domain"),
                section(INSTITUTION + "/languages"),
                entries(INSTITUTION + "/languages/domain"),
                attribute(INSTITUTION + "/languages/domain@name", "domain", REQUIRED),
                attribute(INSTITUTION + "/languages/domain@language", "es, en, pt", REQUIRED),
                entries(INSTITUTION + "/languages/account"),
                attribute(INSTITUTION + "/languages/account@name", "account", REQUIRED),
                attribute(INSTITUTION + "/languages/account@language", "es, en, pt", REQUIRED));
    }

    private static Stream<FormRow> policies() {
        return Stream.of(
                section("mesura/policies"),
                entries(POLICY),
                attribute(POLICY + "@name", "letters, digits and . _ -", REQUIRED),
                attribute(POLICY + "@extends", "policy name", NONE),
                entries(POLICY + "/limit"),
                attribute(POLICY + "/limit@measure", "messages, recipients, external recipients, bytes", REQUIRED),
                attribute(POLICY + "/limit@quantity", "number, size or unlimited", REQUIRED),
                attribute(POLICY + "/limit@window", "time", REQUIRED),
                text(POLICY + "/recipientsPerMessage", "recipients", Defaults.RECIPIENTS_PER_MESSAGE),
                text(POLICY + "/overLimit", "bounce, defer, hold", word(Presets.OVER_LIMIT)),
                section(POLICY + "/deferral"),
                attribute(POLICY + "/deferral@maxDelay", "time", Limit.spell(Presets.DEFERRAL.maxDelay())),
                attribute(
                        POLICY + "/deferral@reserveForOrdinary",
                        "percent of a limit",
                        Presets.DEFERRAL.reserveForOrdinary() + "%"),
                attribute(POLICY + "/deferral@ordinaryRecipients", "recipients", Presets.DEFERRAL.ordinaryRecipients()),
                text(POLICY + "/holdFor", "time", Limit.spell(Presets.HOLD_FOR)));
    }

    private static Stream<FormRow> bulkAndEscalation() {
        String escalation = POLICY + "/escalation";
        return Stream.of(
                section(POLICY + "/bulk"),
                attribute(POLICY + "/bulk@enabled", "true, false", true),
                attribute(POLICY + "/bulk@advise", "external recipients", Presets.BULK.advise()),
                attribute(POLICY + "/bulk@stop", "external recipients", Presets.BULK.stop()),
                attribute(POLICY + "/bulk@refuse", "external recipients", Presets.BULK.refuse()),
                attribute(POLICY + "/bulk@visible", "external recipients", Presets.BULK.visible()),
                attribute(POLICY + "/bulk@window", "time", Limit.spell(Presets.BULK.window())),
                attribute(POLICY + "/bulk@answersWithin", "time or 0", Limit.spell(Presets.BULK.answersWithin())),
                attribute(POLICY + "/bulk@action", "hold, pace, refuse", word(Presets.BULK.action())),
                attribute(POLICY + "/bulk@pace", "external recipients an hour", Presets.BULK.pace()),
                section(escalation),
                attribute(
                        escalation + "@tellAdministratorAt",
                        "percent of a limit",
                        Presets.ESCALATION.tellAdministratorAt() + "%"),
                attribute(
                        escalation + "@suspendAt",
                        "percent of a limit or never",
                        Presets.ESCALATION
                                .suspendAt()
                                .map(percent -> percent + "%")
                                .orElse(EscalationElement.NEVER)),
                attribute(escalation + "@suspendFor", "time", Limit.spell(Presets.ESCALATION.suspendFor())));
    }

    private static Stream<FormRow> assignments() {
        return Stream.of(
                section("mesura/assignments"),
                attribute("mesura/assignments@default", "policy name", Presets.DEFAULT),
                attribute("mesura/assignments@networks", "policy name", Presets.NETWORK),
                entries("mesura/assignments/account"),
                attribute("mesura/assignments/account@name", "account", REQUIRED),
                attribute("mesura/assignments/account@policy", "policy name", REQUIRED),
                entries(GROUP),
                attribute(GROUP + "@name", "letters, digits and . _ -", REQUIRED),
                attribute(GROUP + "@policy", "policy name", REQUIRED),
                attribute(GROUP + "@members", "file below this one's folder", NONE),
                texts(GROUP + "/member", "account"),
                entries("mesura/assignments/domain"),
                attribute("mesura/assignments/domain@name", "domain", REQUIRED),
                attribute("mesura/assignments/domain@policy", "policy name", REQUIRED));
    }

    private static Stream<FormRow> capsAndPermits() {
        String window = Limit.spell(Defaults.CAP_WINDOW);
        return Stream.of(
                section("mesura/caps"),
                entries("mesura/caps/institution"),
                attribute("mesura/caps/institution@externalRecipients", "external recipients", REQUIRED),
                attribute("mesura/caps/institution@window", "time", window),
                entries("mesura/caps/domain"),
                attribute("mesura/caps/domain@name", "domain", REQUIRED),
                attribute("mesura/caps/domain@externalRecipients", "external recipients", REQUIRED),
                attribute("mesura/caps/domain@window", "time", window),
                section("mesura/permits"),
                entries(PERMIT),
                attribute(PERMIT + "@id", "letters, digits and . _ -", REQUIRED),
                attribute(PERMIT + "@account", "account", REQUIRED),
                attribute(PERMIT + "@from", "date and time", REQUIRED),
                attribute(PERMIT + "@until", "date and time", REQUIRED),
                attribute(PERMIT + "@externalRecipients", "external recipients", REQUIRED),
                attribute(PERMIT + "@tier", "policy name", Defaults.PERMIT_TIER),
                attribute(PERMIT + "@reason", "text", REQUIRED),
                attribute(PERMIT + "@grantor", "text", REQUIRED));
    }

    private static Stream<FormRow> exempt() {
        return Stream.of(
                section("mesura/exempt"),
                attribute("mesura/exempt@countInCaps", "true, false", Defaults.EXEMPT_COUNT_IN_CAPS),
                texts("mesura/exempt/account", "account"),
                texts("mesura/exempt/recipient", "mail address"));
    }

    private static Stream<FormRow> sending() {
        HoldingLimits held = HoldingLimits.DEFAULT;
        return Stream.of(
                section("mesura/networks"),
                texts("mesura/networks/network", "address or CIDR"),
                section("mesura/alwaysOpen"),
                texts("mesura/alwaysOpen/recipient", "mail address"),
                section("mesura/notices"),
                attribute("mesura/notices@quietPeriod", "time", Limit.spell(Defaults.NOTICES.quietPeriod())),
                attribute("mesura/notices@perAccountPerDay", "notices", Defaults.NOTICES.perAccountPerDay()),
                attribute("mesura/notices@perHour", "notices", Defaults.NOTICES.perHour()),
                attribute("mesura/notices@deferredAfter", "time or 0", Limit.spell(Defaults.DEFERRED_AFTER)),
                section("mesura/held"),
                attribute("mesura/held@messagesPerAccount", "mails", held.messagesPerAccount()),
                attribute("mesura/held@sizePerAccount", "size", Values.spell(held.bytesPerAccount())),
                attribute("mesura/held@messages", "mails", held.messages()),
                attribute("mesura/held@size", "size", Values.spell(held.bytes())));
    }

    private static Stream<FormRow> others() {
        RemoteRefusals refusals = Presets.REMOTE_REFUSALS;
        JournalRule submissions = JournalRule.DEFAULT;
        return Stream.of(
                section("mesura/remoteRefusals"),
                attribute("mesura/remoteRefusals@suspendAt", "unknown recipients", refusals.suspendAt()),
                attribute("mesura/remoteRefusals@holdAt", "unknown recipients", refusals.holdAt()),
                attribute("mesura/remoteRefusals@window", "time", Limit.spell(refusals.window())),
                attribute("mesura/remoteRefusals@suspendFor", "time", Limit.spell(refusals.suspendFor())),
                attribute("mesura/remoteRefusals@tellAt", "refusals", refusals.tellAt()),
                section("mesura/chainLetters"),
                attribute("mesura/chainLetters@tellAt", "accounts or 0", Presets.CHAIN_LETTERS.tellAt()),
                attribute("mesura/chainLetters@window", "time", Limit.spell(Presets.CHAIN_LETTERS.window())),
                section("mesura/submissions"),
                attribute("mesura/submissions@write", "observe, always, never", word(submissions.writing())),
                attribute("mesura/submissions@size", "size", Values.spell(submissions.bytes())),
                attribute("mesura/submissions@keepFor", "time", Limit.spell(submissions.keepFor())),
                section("mesura/store"),
                attribute("mesura/store@kind", "embedded, memory, redis", word(Defaults.STORE)),
                section("mesura/store/redis"),
                attribute("mesura/store/redis@url", "URL, or several with commas between", REQUIRED),
                attribute(
                        "mesura/store/redis@topology",
                        "standalone, master-replica, sentinel, cluster",
                        RedisReader.spell(RedisReader.TOPOLOGY)),
                attribute("mesura/store/redis@sentinelPassword", "text", NONE),
                attribute("mesura/store/redis@trusted", "file", NONE),
                attribute("mesura/store/redis@name", "letters, digits and . _ -", NONE),
                attribute("mesura/store/redis@timeout", "time, 500ms or 1s", RedisReader.TIMEOUT.toMillis() + "ms"),
                attribute("mesura/store/redis@localFactor", "percent of a limit", RedisReader.LOCAL_FACTOR + "%"),
                attribute(
                        "mesura/store/redis@onStoreFailure", "local, defer, pass", word(RedisReader.ON_STORE_FAILURE)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
