/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import com.google.common.collect.ImmutableSet;

/**
 * What the words of a refusal mean. Providers do not agree on codes, so words go before codes and the surest go first:
 *
 * <ol>
 *   <li>a block list is named: policy;
 *   <li>the mailbox is full: other;
 *   <li>nobody has the address, in words or by a status that says nothing else: unknown recipient, unless it is our
 *       sender that is unknown, or the refusal is for now only (a 4xx reply);
 *   <li>relaying is denied, or the recipient takes mail of a few only: other. Neither says anything about us: the first
 *       is a domain whose mail servers are set up wrongly, the second a closed group;
 *   <li>policy, spam, reputation or failed authentication is spoken of, or the status is x.7.y: policy;
 *   <li>a vague word such as <em>mailbox unavailable</em>, for ever: unknown recipient;
 *   <li>else other.
 * </ol>
 *
 * <p>Words are compared in small letters without accents; three characters may stand for a letter with one, which a
 * wrong charset turns into two.
 */
final class Wording {
    private static final Pattern BLOCK_LIST = any(
            "spamhaus|spamcop|barracuda(central|networks)|\\bsorbs\\b|uceprotect|\\bpsbl\\b|abuseat|mailspike|surbl"
                    + "|uribl|spamrats|invaluement|nixspam|gbudb|senderscore|senderbase|talos|abusix|\\bs5h\\b",
            "\\bdnsr?bl|\\brbls?\\b|(black|block|deny) ?-?list(?!s?\\.md)|\\bblocked (using|by rbl)|\\(bl\\)",
            "is (currently )?listed (at|in|on|by)|\\bip( address)? (is )?(on|in) .{0,20}\\blist\\b",
            "banned send(er|ing)|\\b5\\.7\\.(511|6[0-4]\\d)\\b|\\bs31[45]0\\b|ipcheck\\.proofpoint|\\bpdr\\b|csi\\.cloudmark",
            "listas? (negra|de bloque|de negacion|de nega\\S{1,6}o)");

    private static final Pattern FULL = any(
            "(mailbox|inbox|account|quota|user)( \\S+){0,3} (is )?(full|exceeded)|over ?-?quota|exceeded storage",
            "insufficient (system )?storage|storage (limit|quota)",
            "(buz\\S{1,3}n|casilla|bandeja|cuota)( \\S+){0,3} (lleno|llena|excedid\\w+|superad\\w+)",
            "(caixa|cota)( \\S+){0,4} (chei[ao]|lotad[ao]|excedid[ao])");

    private static final Pattern OUR_SENDER =
            any("sender (address )?(rejected|verif|unknown|denied|invalid)|unknown sender|(remitente|remetente) ");

    private static final Pattern NOBODY = any(
            "(user|recipient|account|addressee|mailbox|alias|e-?mail address)( address)?( is| was)? (unknown|not found|invalid|unrecognized)",
            "\\b(unknown|invalid|bad|non-?existent|unrecognized|undeliverable) (local )?"
                    + "(user|recipient|account|mailbox|alias|part|(e-?mail )?address(?! format| syntax))",
            "unknown (or|and) illegal|no such (local )?(user|mailbox|recipient|account|(e-?mail )?address|person|alias)|nosuchuser",
            "(user|mailbox|recipient|account|address|alias)( \\S+){0,8} (does not|doesn.{1,3}t|do not) exist",
            "recipientnotfound|recipnotfound|not found by smtp address lookup|unrouteable address|no mailbox( here)? by|no ?one with that",
            "(this )?user doesn.{1,3}t have an? (\\S+ )?account|not our customer|no longer (exists|with|works|employed)",
            "recipient address rejected: (user|unknown|undeliverable|no such|invalid)|no valid recipients?|is not a known user",
            "does not accept (any )?(e-?)?mail|null ?-?mx",
            "(usuario|destinatario|cuenta|casilla|buz\\S{1,3}n|direcci\\S{1,3}n|correo( electr\\S{1,3}nico)?)( \\S+){0,5} "
                    + "(no existe|desconocid\\w|inexistente|no (fue )?encontrad\\w|inv\\S{1,3}lid\\w)",
            "no existe( \\S+){0,3} (usuario|cuenta|casilla|buz\\S{1,3}n|destinatario|direcci\\S{1,3}n)",
            "(usu\\S{1,3}rio|destinat\\S{1,3}rio|conta|caixa (postal|de correio|de e-?mail)|endere\\S{1,3}o)( \\S+){0,5} "
                    + "(n\\S{1,3}o (foi )?(existe|encontrad\\w)|desconhecid\\w|inexistente|inv\\S{1,3}lid\\w)");

    private static final Pattern ACCESS_DENIED = any("recipient address(es)? rejected ?: access denied");

    private static final ImmutableSet<String> NOBODY_STATUS = ImmutableSet.of("5.1.1", "5.1.2", "5.1.6", "5.1.10");

    private static final Pattern NOT_OURS_TO_TAKE = any(
            "relay(ing)?( \\S+){0,3} (denied|prohibited|not (allowed|permitted|authorized))|(unable|not allowed|not permitted) to relay",
            "we do not relay|rcpthosts|no se permite (el )?rel[ae]y|rst\\.notauthorized|restricted (group|recipient|mailbox)",
            "not (authorized|allowed) to send (\\S+ )?(to|mail to) (this|the) (recipient|group|list)");

    private static final Pattern POLICY = any(
            "spam|unsolicited|reputation|\\bpolic(y|ies)\\b|abus(e|ive)|bulk (mail|sender)|suspicio(n|us)|phish|virus|spoof|forged",
            "\\bblock(ed|ing)\\b|\\bbanned\\b|our system has detected|content (was )?rejected|rejected by content|too many complaints",
            "\\[?tss?0\\d\\d?\\]|\\btss0\\d\\b|\\bas\\(?\\d{3,4}\\)|\\b(dmarc|spf|dkim)\\b|unauthenticated (e-?)?mail",
            "reverse dns|\\bptr\\b|dynamic (ip|address|host)|rate limit|\\[(cs|hm|pp)\\d\\d\\]|dt:spm",
            "pol\\S{1,3}tica|bloquead[ao]|no desead[ao]|n\\S{1,3}o solicitad|sospechos|suspeit|reputa\\S{1,6}[on]\\b");

    private static final Pattern VAGUE = any(
            "mailbox (is )?(unavailable|not available|disabled or unavailable)|address rejected|invalid address",
            "recipient (address )?(was )?rejected|recipient not (accepted|available)|buz\\S{1,3}n no disponible",
            "caixa postal indispon\\S{1,3}vel");

    private final String words;
    private final OptionalInt reply;
    private final String status;

    Wording(String words, OptionalInt reply, Optional<String> status) {
        this.words = Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        this.reply = reply;
        this.status = status.orElse("");
    }

    RefusalKind kind() {
        if (namesBlockList()) {
            return RefusalKind.POLICY;
        }
        if (FULL.matcher(words).find() || status.matches("[45]\\.(2\\.[23]|3\\.4)")) {
            return RefusalKind.OTHER;
        }
        if (saysNobody()) {
            return RefusalKind.UNKNOWN_RECIPIENT;
        }
        if (NOT_OURS_TO_TAKE.matcher(words).find() || status.matches("5\\.7\\.1(24|29|33|36)")) {
            return RefusalKind.OTHER;
        }
        if (POLICY.matcher(words).find() || status.matches("[45]\\.7\\.\\d+")) {
            return RefusalKind.POLICY;
        }
        return saysVaguelyNobody() ? RefusalKind.UNKNOWN_RECIPIENT : RefusalKind.OTHER;
    }

    boolean namesBlockList() {
        return BLOCK_LIST.matcher(words).find();
    }

    private boolean saysNobody() {
        return isOfTheRecipientForEver()
                && (NOBODY.matcher(words).find()
                        || NOBODY_STATUS.contains(status)
                        // what Exchange Online says of whom its directory does not have
                        || status.equals("5.4.1")
                                && ACCESS_DENIED.matcher(words).find());
    }

    private boolean saysVaguelyNobody() {
        return isOfTheRecipientForEver() && (VAGUE.matcher(words).find() || status.equals("5.1.0"));
    }

    private boolean isOfTheRecipientForEver() {
        boolean forNow = reply.isPresent() && reply.getAsInt() < 500 || status.startsWith("4");
        // without any code these are James's own words, or nobody's
        boolean coded = reply.isPresent() || !status.isEmpty();
        return coded && !forNow && !OUR_SENDER.matcher(words).find();
    }

    private static Pattern any(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives));
    }
}
