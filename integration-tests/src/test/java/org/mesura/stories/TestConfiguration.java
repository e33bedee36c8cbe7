/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

import org.mesura.runner.ServerSettings;

/** What a story's server has in place of what {@code conf/} says. */
final class TestConfiguration {
    private static final String REFUSE = "<mailet match=\"All\" class=\"org.mesura.mailet.RefuseSubmission\"/>";
    private static final String OUT =
            "<mailet match=\"RecipientIsRegex=(?i)[^@]+@([^@]+\\.)?outside\\.example\" class=\"RemoteDelivery\">";

    private TestConfiguration() {}

    /** The settings in {@code institution.xml}: limits small enough for a story. */
    static UnaryOperator<ServerSettings> institution() {
        return mesura(resource("institution.xml"));
    }

    /** The same, counted in the Redis at {@code url}, for which a busy machine may wait longer than mail is to. */
    static UnaryOperator<ServerSettings> sharedInstitution(String url) {
        return mesura(resource("institution.xml")
                .replace("</mesura>", "<store kind='redis'><redis url='" + url + "' timeout='5s'/></store></mesura>"));
    }

    /** The same in mode {@code observe}. */
    static UnaryOperator<ServerSettings> observedInstitution() {
        return mesura(resource("institution.xml").replace("mode=\"enforce\"", "mode=\"observe\""));
    }

    /** A {@code mesura.xml} with this text. */
    static UnaryOperator<ServerSettings> mesura(String xml) {
        return settings -> settings.edit("mesura.xml", shipped -> xml);
    }

    /** Refused mail is kept in {@code repository}. */
    static UnaryOperator<ServerSettings> keepingRefusedIn(String repository) {
        return settings -> settings.replace(
                "mailetcontainer.xml",
                REFUSE,
                REFUSE.replace("/>", ">") + "<repositoryPath>" + repository + "</repositoryPath></mailet>");
    }

    /**
     * One spooler and one delivery thread, so that what leaves in order also arrives in order. {@code RemoteDelivery} of
     * James 3.8.1 does not look at {@code deliveryThreads}: it delivers up to 256 mails at once, on a pool of Reactor's
     * default size.
     */
    static ServerSettings inOrder(ServerSettings settings) {
        return settings.replace("mailetcontainer.xml", "<threads>10</threads>", "<threads>1</threads>")
                .property("reactor.schedulers.defaultBoundedElasticSize", "1");
    }

    /** What goes to {@code outside.example} says in its head when Mesura let it go, for {@link NumberedMail#left}. */
    static ServerSettings stamped(ServerSettings settings) {
        return settings.replace(
                "mailetcontainer.xml",
                OUT,
                """
                <mailet match="All" class="MailAttributesToMimeHeaders">
                    <simplemapping>%s; %s, %s; %s</simplemapping>
                </mailet>
                """.formatted(
                                        "mesura.reviewedAt",
                                        NumberedMail.REVIEWED_AT,
                                        "mesura.releasedAt",
                                        NumberedMail.RELEASED_AT)
                        + OUT);
    }

    /** Accounts of {@code paced.example} may send {@code limit} messages in {@code window}, and more is deferred. */
    static UnaryOperator<ServerSettings> pacing(int limit, Duration window) {
        return mesura("""
                <mesura>
                  <institution>
                    <name>Alcaldía de Ejemplo</name>
                    <language>es</language>
                    <administrator>soporte@alcaldia.example</administrator>
                  </institution>
                  <policies>
                    <policy name="paced">
                      <limit measure="messages" quantity="%s" window="%ss"/>
                      <overLimit>defer</overLimit>
                    </policy>
                    <policy name="unlimited"/>
                  </policies>
                  <assignments default="unlimited">
                    <domain name="paced.example" policy="paced"/>
                  </assignments>
                  <notices perHour="10000" deferredAfter="2s"/>
                </mesura>
                """.formatted(limit, window.toSeconds()));
    }

    private static String resource(String name) {
        try (InputStream in = TestConfiguration.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
