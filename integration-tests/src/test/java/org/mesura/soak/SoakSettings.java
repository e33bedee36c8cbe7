/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.mesura.runner.ExtensionJar;
import org.mesura.runner.RunningServer;
import org.mesura.runner.ServerSettings;

/**
 * The server of the soak: the durable flavour with everything of {@code conf/}, but that mail for a mailbox goes to the sink,
 * too, by a queue of its own: mailboxes of this flavour are in memory, and a kill would lose what had arrived. Nothing is
 * refused at the door, so that all is accounted. Each mail that goes on says what Mesura decided, and each notice what it
 * is about.
 */
final class SoakSettings {
    private static final String HEAP = "512m";
    private static final String MAILBOX = "<mailet match=\"All\" class=\"LocalDelivery\"/>";
    private static final String TRANSPORT = "<processor state=\"transport\" enableJmx=\"false\">";
    private static final String OCCASION = """
            {{#overLimit}}over-limit{{/overLimit}}{{#overCap}}over-cap{{/overCap}}{{#neverFits}}never-fits{{/neverFits}}\
            {{#tooMany}}too-many{{/tooMany}}{{#visible}}visible{{/visible}}{{#bulkAdvice}}bulk{{/bulkAdvice}}\
            {{#bulkRefused}}bulk{{/bulkRefused}}{{#byLimit}}limit{{/byLimit}}{{#byCap}}cap{{/byCap}}\
            {{#byCampaign}}campaign{{/byCampaign}}{{#warning}}{{limit}}{{/warning}}{{#suspended}}{{since}}{{/suspended}}""";
    private static final List<String> NOTICES = List.of(
            "suspended",
            "lifted",
            "summary",
            "refused",
            "returned",
            "deferred",
            "bulk-refused",
            "held",
            "advice",
            "warning");
    private static final List<String> MISTAKES = List.of(
            "<mesura mode='off'/>",
            "<mesura mode='enforce'><notices perHour='many'/></mesura>",
            "<mesura mode='enforce'><policies>",
            "",
            "<mesura><assignments default='nobody-knows-it'/></mesura>");

    private SoakSettings() {}

    /** @param strain the folder that {@code StrainedModule} looks at */
    static ServerSettings of(Path work, Path strain, int sink) {
        ServerSettings settings = RunningServer.settings()
                .work(work)
                .freePorts()
                .world(sink)
                .openDoor()
                .property("mesura.strain", strain.toString())
                // all memory that the heap may have, from the start: what is more is a leak
                .jvmArgument("-Xms" + HEAP)
                .jvmArgument("-Xmx" + HEAP)
                .jvmArgument("-XX:+AlwaysPreTouch")
                .andExtension(ExtensionJar.at(
                        work.resolveSibling("strained.jar"),
                        "org/mesura/wiring/StrainedModule",
                        "org/mesura/wiring/StrainedModule$Strained",
                        "org/mesura/wiring/Strain",
                        "org/mesura/wiring/Strain$Step"))
                .replace("extensions.properties", "org.mesura.wiring.MesuraModule", "org.mesura.wiring.StrainedModule")
                .replace("mailetcontainer.xml", MAILBOX, mailboxes(sink))
                .replace("mailetcontainer.xml", TRANSPORT, TRANSPORT + stamps());
        NOTICES.forEach(kind -> settings.edit(
                "notices/en/" + kind + ".subject.mustache", subject -> "[" + kind + "/" + OCCASION + "] " + subject));
        return settings;
    }

    private static String mailboxes(int sink) {
        return """
                <mailet match="All" class="RemoteDelivery">
                    <outgoing>outgoing-mailboxes</outgoing>
                    <gateway>127.0.0.1:%s</gateway>
                    <delayTime>1 sec, 5 sec, 15 sec</delayTime>
                    <maxRetries>3</maxRetries>
                    <sendpartial>true</sendpartial>
                    <heloName>mail.alcaldia.example</heloName>
                    <bounceProcessor>bounces</bounceProcessor>
                </mailet>
                """.formatted(sink);
    }

    private static String stamps() {
        return """
                <mailet match="All" class="MailAttributesToMimeHeaders">
                    <simplemapping>mesura.policy; %s, mesura.verdict; %s, mesura.reviewedAt; %s, mesura.releasedAt; %s</simplemapping>
                </mailet>
                """.formatted(Arrival.POLICY, Arrival.VERDICT, Arrival.REVIEWED, Arrival.RELEASED);
    }

    /** The {@code mesura.xml} whose limits have that width. */
    static String limited(int width) {
        Tariff[] tariffs = Tariff.values();
        return mesura(
                Arrays.stream(tariffs).map(tariff -> tariff.policy(width)).collect(Collectors.joining("\n")),
                Arrays.stream(tariffs).map(tariff -> tariff.assignment(width)).collect(Collectors.joining("\n")));
    }

    /** One that limits nothing, so that all that waits may leave. */
    static String unlimited() {
        return mesura("", "");
    }

    /** One with a mistake, of which there are several. */
    static String broken(long number) {
        return MISTAKES.get(Math.toIntExact(number % MISTAKES.size()));
    }

    private static String mesura(String policies, String assignments) {
        return """
                <mesura mode="enforce">
                  <institution>
                    <name>Alcaldía de Ejemplo</name>
                    <language>en</language>
                    <administrator>soporte@alcaldia.example</administrator>
                  </institution>
                  <policies>
                    <policy name="unlimited"><bulk enabled="false"/></policy>
                    %s
                  </policies>
                  <assignments default="unlimited">
                    %s
                  </assignments>
                  <notices perHour="10000" deferredAfter="2s"/>
                </mesura>
                """.formatted(policies, assignments);
    }
}
