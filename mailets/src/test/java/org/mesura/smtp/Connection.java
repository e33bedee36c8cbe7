/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.mesura.mailet.Edge;

/** James's side of a mail program's connection: who authenticated, and the transaction that goes on. */
final class Connection {
    private final Map<AttachmentKey<?>, Object> transaction = new HashMap<>();
    private final List<MailAddress> recipients = new ArrayList<>();
    private final Optional<String> account;
    private final SMTPSession session;

    private Connection(Optional<String> account) {
        this.account = account;
        this.session = (SMTPSession)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SMTPSession.class}, this::answer);
    }

    static Connection of(String account) {
        return new Connection(Optional.of(account));
    }

    static Connection ofNobody() {
        return new Connection(Optional.empty());
    }

    SMTPSession session() {
        return session;
    }

    /** Says RCPT for each; gives the refusals, and James remembers whom it took. */
    List<HookResult> rcpt(RefuseAtTheDoor door, String... addresses) {
        List<HookResult> refusals = new ArrayList<>();
        for (String address : addresses) {
            MailAddress recipient = Edge.address(address);
            HookResult result = door.doRcpt(session, MaybeSender.nullSender(), recipient);
            if (isRefusal(result)) {
                refusals.add(result);
            } else {
                recipients.add(recipient);
            }
        }
        return refusals;
    }

    /** Begins the next transaction. */
    void reset() {
        transaction.clear();
        recipients.clear();
    }

    static boolean isRefusal(HookResult result) {
        return result.getResult().equals(HookReturnCode.deny())
                || result.getResult().equals(HookReturnCode.denySoft());
    }

    static String reply(HookResult result) {
        return result.getSmtpRetCode() + " " + result.getSmtpDescription();
    }

    private Object answer(Object proxy, Method asked, Object[] arguments) {
        return switch (asked.getName()) {
            case "getUsername" -> account.map(Username::of).orElse(null);
            case "getSessionID" -> "session-1";
            case "getRemoteAddress" -> new InetSocketAddress("192.0.2.7", 40_000);
            case "getRcptCount" -> recipients.size();
            case "getAttachment" ->
                arguments[0] == SMTPSession.RCPT_LIST
                        ? Optional.of(recipients)
                        : Optional.ofNullable(transaction.get(arguments[0]));
            case "setAttachment" -> Optional.ofNullable(transaction.put((AttachmentKey<?>) arguments[0], arguments[1]));
            default -> throw new UnsupportedOperationException(asked.getName());
        };
    }
}
