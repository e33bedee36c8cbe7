/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.collect.ImmutableSet;

/** What providers really say, with other addresses and names in it; {@code ⏎} is a line break of a reply. */
class RefusalReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            550-5.1.1 The email account that you tried to reach does not exist. Please try⏎550-5.1.1 double-checking the recipient's email address for typos or⏎550 5.1.1 unnecessary spaces. For more information, go to https://support.google.com/mail/?p=NoSuchUser a1-20020 - gsmtp
            550 5.1.1 <eva@outside.example>: Recipient address rejected: User unknown in virtual mailbox table
            550 5.1.1 <eva@outside.example>: Recipient address rejected: User unknown in local recipient table
            550 5.1.1 <eva@outside.example>: Recipient address rejected: undeliverable address: host 192.0.2.9[192.0.2.9] said: 550 user unknown
            550 5.1.1 <eva@outside.example>... User unknown
            550 5.1.1 User doesn't exist: eva@outside.example
            550 5.1.1 No such user
            550 No such user here
            550 No Such User Here
            550 sorry, no mailbox here by that name. (#5.1.1)
            550 5.7.1 <eva@outside.example>: Recipient address rejected: User unknown in relay recipient table
            550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient eva@outside.example not found by SMTP address lookup
            550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [BN8NAM12FT021.eop-nam12.prod.protection.outlook.com 2024-02-05T14:02:11.123Z 08DC2589A1B2C3D4]
            550 5.4.1 [eva@outside.example]: Recipient address rejected: Access denied [DB5EUR03FT012.eop-EUR03.prod.protection.outlook.com] AS(201806281)
            550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [AM0EUR.eop.prod.protection.outlook.com 2024-02-05T14:02:11.123Z 08DC]
            550 Requested action not taken: mailbox unavailable
            550 5.1.1 mailbox unavailable
            554 delivery error: dd This user doesn't have a yahoo.com account (eva@outside.example) [0] - mta4231.mail.bf1.yahoo.com
            552 1 Requested mail action aborted, mailbox not found
            550 5.1.1 unknown or illegal alias: eva@outside.example
            550 Unknown address error 550-'5.1.1 <eva@outside.example>... User unknown'
            550 Unrouteable address
            550 <eva@outside.example> User unknown
            550 Invalid recipient eva@outside.example (Mode: normal)
            550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [kR8sQ0y1MZ2mZyU9Q4b2uQ.uk12]
            550 #5.1.0 Address rejected.
            550 5.1.0 Address rejected.
            550 5.1.1 Not our Customer
            550 5.1.1 <eva@outside.example> recipient rejected
            550 5.1.1 Mailbox does not exist
            550 The mail server could not deliver mail to eva@outside.example. No such user here, or its alias was removed
            550 5.1.1 Addressee unknown, relay=[192.0.2.1]
            551 5.1.1 User eva not found
            550 5.1.1 unknown recipient
            556 5.1.10 Recipient address has null MX
            521 5.1.10 host does not accept mail
            550 5.1.2 Host unknown (Name server: nosuch.example: host not found)
            550 5.1.6 Recipient no longer on server: eva@outside.example
            550 This person no longer works here: recipient unknown
            550 Email address was not found
            550 Unknown email address
            550 No such email address
            550 No one with that email address here
            550 Unknown local part eva
            550 5.4.1 All recipient addresses rejected : Access denied
            550 5.1.1 Usuario desconocido
            550 El correo electrónico no existe
            550 Caixa de correio não existe
            550 5.1.1 <eva@outside.example>: el usuario no existe
            550 No existe el usuario en este servidor
            550 5.1.1 El buzón de eva no existe
            550 5.1.1 El buzÃ³n no existe
            550 La cuenta de correo eva@outside.example no existe
            550 Destinatario desconocido
            550 5.1.1 La dirección de correo no fue encontrada
            550 5.1.1 Usuário desconhecido
            550 Usuario inexistente
            550 5.1.1 <eva@outside.example> Caixa postal inexistente
            550 5.1.1 Destinatário não existe
            550 5.1.1 O endereço de e-mail não existe
            550 Conta inexistente ou desativada
            550 5.1.1 <eva@outside.example>: Recipient rejected by antispam.outside.example
            """)
    void refusalShouldBeOfAnUnknownRecipientWhenNobodyHasTheAddress(String text) {
        assertThat(read(text).kind()).isEqualTo(RefusalKind.UNKNOWN_RECIPIENT);
        assertThat(read(text).namesBlockList()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1
            554 5.7.1 Service unavailable; Client host [mail.alcaldia.example] blocked using dbl.spamhaus.org
            550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/192.0.2.1 AS(1450)
            554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.1
            554 Blocked - see http://www.barracudacentral.org/rbl/removal-request?q=192.0.2.1
            550 5.7.1 Client host [192.0.2.1] blocked using b.barracudacentral.org
            550 Rejected because 192.0.2.1 is in a black list at dnsbl.sorbs.net
            550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors.
            550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent (S3150). [VI1EUR.prod.protection.outlook.com]
            550 5.7.606 Access denied, banned sending IP [192.0.2.1]. To request removal from this list please visit https://sender.office.com/ and follow the directions. AS(1430)
            550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@messaging.microsoft.com
            553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html
            550 5.7.0 Local Policy Violation: Your IP is listed in PDR, see https://ipcheck.proofpoint.com/?ip=192.0.2.1
            554 5.7.1 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1
            550 5.7.1 Connection refused: 192.0.2.1 is blocked. Visit https://csi.cloudmark.com/reset-request/?ip=192.0.2.1 to request a reset
            554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.example to clarify.) (BL)
            554-No SMTP service⏎554 IP address is black listed.
            550 OFR_506 [506] Mail rejected. 192.0.2.1 is blocked by an RBL
            550 5.7.1 Your IP is on our denylist
            554 Your access to this mail system from 192.0.2.1 has been rejected, see https://talosintelligence.com/
            550 192.0.2.1 is listed at truncate.gbudb.net
            550 5.7.1 Mensaje rechazado: la IP 192.0.2.1 está en una lista negra
            554 5.7.1 Seu IP 192.0.2.1 está em uma lista de bloqueio, consulte o administrador
            554 5.7.1 Acesso negado: IP em lista negra (UCEPROTECT)
            550 5.1.1 <eva@outside.example>: user unknown, or your host is listed in our DNSBL
            """)
    void refusalShouldNameABlockListWhenTheServerDoes(String text) {
        assertThat(read(text).kind()).isEqualTo(RefusalKind.POLICY);
        assertThat(read(text).namesBlockList()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            550-5.7.1 [192.0.2.1      12] Our system has detected that this message is⏎550-5.7.1 likely unsolicited mail. To reduce the amount of spam sent to Gmail,⏎550-5.7.1 this message has been blocked. Please visit⏎550 5.7.1 https://support.google.com/mail/?p=UnsolicitedMessageError for more information. a1 - gsmtp
            550-5.7.1 [192.0.2.1] Our system has detected that this message is likely⏎550-5.7.1 suspicious due to the very low reputation of the sending IP address.⏎550 5.7.1 https://support.google.com/mail/answer/188131 a1 - gsmtp
            550 5.7.1 suspicious due to the very low reputation of the sending domain
            550-5.7.26 This mail has been blocked because the sender is unauthenticated.⏎550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp
            550 5.7.25 The IP address sending this message does not have a PTR record setup
            421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address - gsmtp
            550 5.7.509 Access denied, sending domain alcaldia.example does not pass DMARC verification and has a DMARC policy of reject
            550 5.7.23 The message was rejected because of Sender Policy Framework violation
            550 5.7.1 Service unavailable, message rejected. AS(4810)
            550 Access denied, spam abuse detected AS(7230)
            421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes
            553 5.7.2 [TSS09] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes
            554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes
            550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137
            554 5.7.1 [HM08] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137
            550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [x.uk12]
            550 Rejected by header based Anti-Spoofing policy: ana@alcaldia.example - https://community.mimecast.com/docs/DOC-1369#550
            550 5.7.1 This email was rejected because it violates our security policy. The message content was rejected
            554 5.7.1 [2] Message rejected under suspicion of SPAM; https://ya.example/1IrBc 1612345678-Ab
            550 spam message rejected. Please visit http://help.mail.example/notspam-support/id?c=abc
            554 DT:SPM 163 smtp14,abc
            550-Requested action not taken: mailbox unavailable⏎550 Reject due to policy restrictions. For explanation visit https://postmaster.gmx.example/en/error-messages
            554 5.7.1 <mail.alcaldia.example[192.0.2.1]>: Client host rejected: Access denied
            554 5.7.1 <ana@alcaldia.example>: Sender address rejected: Access denied
            550 5.7.1 Virus detected in the message
            550 Mensaje rechazado por contener correo no deseado
            554 5.7.1 Mensaje rechazado por la política del servidor
            550 rejecting spoofed message
            550 permanent failure for one or more recipients (eva@outside.example:blocked)
            550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.
            550 Remitente con mala reputación
            554 5.7.1 Mensagem bloqueada por conteúdo suspeito
            550 Mensagem rejeitada: conteúdo não solicitado
            554 5.7.1 Sua mensagem foi recusada pela política de segurança
            """)
    void refusalShouldBeOfPolicyWhenItSpeaksOfTheMailOrOfUs(String text) {
        assertThat(read(text).kind()).isEqualTo(RefusalKind.POLICY);
        assertThat(read(text).namesBlockList()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            552-5.2.2 The email account that you tried to reach is over quota. Please direct⏎552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm - gsmtp
            550 5.2.2 <eva@outside.example>: user is over quota
            552 Mailbox full
            550 5.2.3 Message size exceeds the limit of this mailbox
            552 5.3.4 Message size exceeds fixed limit
            550 El buzón del usuario está lleno
            552 5.2.2 Buzón de eva lleno
            552 5.2.2 Caixa postal do usuário cheia
            550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com/mail/?p=DisabledUser - gsmtp
            554 delivery error: dd Sorry, your message to eva@outside.example cannot be delivered. This mailbox is disabled (554.30). - mta4231.mail.bf1.yahoo.com
            450 4.1.1 <eva@outside.example>: Recipient address rejected: unverified address: user unknown
            451 4.3.0 Temporary lookup failure
            550 5.7.1 Unable to relay
            554 5.7.1 <eva@outside.example>: Relay access denied
            550 5.7.1 relaying denied
            553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)
            550 relay not permitted
            550 Domain does not exist here
            450 4.2.0 <eva@outside.example>: Recipient address rejected: Greylisted
            550 5.7.124 RESOLVER.RST.SenderNotInAllowedGroup; sender not in allowed-senders list
            550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized
            550 Sender verify failed: unknown user
            550 5.1.0 <ana@alcaldia.example>: Sender address rejected: User unknown
            501 5.1.7 Bad sender address syntax
            554 5.4.6 Too many hops
            554 Transaction failed
            Too many retries failure. Bouncing after 3 retries.
            There are no DNS entries for the hostname Domain : nxdomain.test.  I cannot determine where to send this message.
            Temporary problem looking up mail server for host: outside.example.  I cannot determine where to send this message.
            Connection refused (Connection refused)
            null
            """)
    void refusalShouldBeAnotherWhenItTellsNothingOfUsOrOurSender(String text) {
        assertThat(read(text).kind()).isEqualTo(RefusalKind.OTHER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 no such user                                     | 550 | 5.1.1
            550-5.7.26 unauthenticated⏎550 5.7.26 go away               | 550 | 5.7.26
            550 sorry, no mailbox here by that name. (#5.1.1)           | 550 | 5.1.1
            554 5.7.1. Access denied                                   | 554 | 5.7.1
            550 blocked [5.1.1.20] by 5.7.1                            | 550 | 5.7.1
            550 Exim 4.96.2 says user unknown                          | 550 | ''
            mx.one.example said: 550 5.1.1 unknown                     | 550 | 5.1.1
            smtp;550-5.1.1 unknown                                     | 550 | 5.1.1
            Bouncing after 3 retries.                                  |     | ''
            """)
    void codesShouldBeFoundWhereverServersPutThem(String text, Integer reply, String status) {
        RemoteRefusal refusal = read(text);

        assertThat(refusal.replyCode()).isEqualTo(reply == null ? OptionalInt.empty() : OptionalInt.of(reply));
        assertThat(refusal.status().orElse("")).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            554 mx.one.example your host is not welcome                                        | mx.one.example
            550 5.4.1 Access denied [BN8.prod.protection.outlook.com 2024-02-05T14:02:11.123Z] | BN8.prod.protection.outlook.com
            550 5.1.1 see https://support.google.com/mail/?p=NoSuchUser                        | outside.example
            554 5.7.1 blocked using zen.spamhaus.org                                           | outside.example
            """)
    void serverShouldBeTheHostThatNamesItselfElseTheDomain(String text, String server) {
        assertThat(read(text).server()).isEqualTo(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 eva.perez@outside.example unknown",
                "550 5.1.1 <eva.perez@outside.example> (Eva Pérez) unknown",
                "550 5.1.1 <Eva.Perez> unknown",
                "550 5.1.1 User EVA.PEREZ unknown",
                "550 5.1.1 unknown: eva.perez%40outside.example",
                "550 5.1.1 unknown: https://mx.example/why?to=eva.perez@outside.example&from=ana@alcaldia.example",
                "550 5.1.1 unknown: \"eva.perez\"@outside.example",
                "550 5.1.1 unknown: eva.perez[at]outside.example",
                "550 5.1.1 unknown: eva.perez＠outside.example",
                "550 5.1.1 unknown: eva\u200b.perez\u00ad@outside.example",
                "550 5.1.1 unknown: <\r\neva.perez@outside.example>",
            })
    void wordsShouldNotTellTheRecipientWhenTheServerDoes(String text) {
        String words = read(text).words();

        assertThat(words).contains("550 5.1.1", "<address>", "unknown");
        assertThat(words.toLowerCase()).doesNotContain("eva", "perez", "pérez", "ana@");
    }

    @Test
    void wordsShouldBeOneLineWhenTheReplyHasMany() {
        assertThat(read("550-5.7.1 Our system has detected\r\n550-5.7.1 that this is\n550 5.7.1 spam")
                        .words())
                .isEqualTo("550-5.7.1 Our system has detected that this is spam");
    }

    @Test
    void wordsShouldBeHarmlessWhenTheServerIsHostile() {
        String words = read("550 5.7.1 \u001b[31mspam\u0000\u0007\u202e txt\u2028Subject: x\r\n\r\n<script>\ud83d x")
                .words();

        assertThat(words).isEqualTo("550 5.7.1 [31mspam txt Subject: x <address> x");
    }

    @Test
    void wordsShouldBeCutBetweenCharactersWhenTheyAreLong() {
        String words = read("550 5.7.1 spam " + "😀".repeat(1_000)).words();

        assertThat(words.length()).isLessThanOrEqualTo(200);
        assertThat(words).endsWith("😀…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "<", "\"", "@", "(", "user ", "5.1.1", "quota x ", "usuário ", "a.", "[at]"})
    void readingShouldEndSoonWhenATextIsMadeToBeSlow(String part) {
        String text = "550 " + part.repeat(1_000_000 / part.length());

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(text));
    }

    @Test
    void refusalShouldBeAnotherWhenNothingWasSaid() {
        assertThat(read("")).satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(RefusalKind.OTHER);
            assertThat(refusal.words()).isEmpty();
            assertThat(refusal.replyCode()).isEmpty();
        });
    }

    private static RemoteRefusal read(String text) {
        return RefusalReader.read(text.replace('⏎', '\n'), "outside.example", ImmutableSet.of("eva", "eva.perez"));
    }
}
