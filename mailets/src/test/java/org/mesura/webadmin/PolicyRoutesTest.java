/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mesura.mailet.Edge;

class PolicyRoutesTest extends OverHttp {
    private static final String XML = "application/xml";

    PolicyRoutesTest() {
        super("""
            <caps>
              <institution externalRecipients="3" window="1d"/>
              <domain name="other.example" externalRecipients="5" window="1h"/>
            </caps>
            """);
    }

    @Test
    void policyShouldSayItsVersionAndSinceWhenItIsInForce() throws Exception {
        edge.clock.advance(Duration.ofMinutes(1));
        Files.writeString(api.file, "<mesura mode='observe'/>");
        api.inForce.refresh(edge.clock.instant());
        var reply = api.get("/policy");
        var policy = api.page("/policy");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(policy.at("/version").asInt()).isEqualTo(2);
        assertThat(policy.at("/since").asText()).isEqualTo("2026-11-24T12:01:00Z");
        assertThat(policy.at("/mode").asText()).isEqualTo("observe");
        assertThat(policy.at("/source").asText()).isEqualTo(api.file.toString());
        assertThat(policy.at("/degraded").asBoolean()).isFalse();
        assertThat(policy.at("/mistakes").toString()).isEqualTo("[]");
    }

    @Test
    void policyShouldSayAllMistakesWhenTheFileIsBroken() throws Exception {
        edge.clock.advance(Duration.ofMinutes(1));
        Files.writeString(api.file, "<mesura mode='off'><polices/></mesura>");
        api.inForce.refresh(edge.clock.instant());
        var policy = api.page("/policy");

        assertThat(policy.at("/version").asInt()).isEqualTo(1);
        assertThat(policy.at("/since").asText()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(policy.at("/mode").asText()).isEqualTo("enforce");
        assertThat(policy.at("/degraded").asBoolean()).isTrue();
        assertThat(policy.at("/mistakes"))
                .hasSize(2)
                .anySatisfy(mistake -> assertThat(mistake.asText()).contains("'off'"))
                .anySatisfy(mistake -> assertThat(mistake.asText()).contains("polices"));
    }

    @Test
    void policyShouldSayWhatPoliciesThereAre() throws Exception {
        Files.writeString(api.file, "<mesura>" + Edge.SMALL + "</mesura>");
        api.inForce.refresh(edge.clock.instant());
        var policies = api.page("/policy").at("/policies");

        assertThat(policies.at("/0"))
                .hasToString("{\"name\":\"small\",\"limits\":["
                        + "{\"limit\":\"messages per 1h\",\"measure\":\"messages\",\"quantity\":2,\"windowSeconds\":3600},"
                        + "{\"limit\":\"bytes per 1d\",\"measure\":\"bytes\",\"quantity\":10000000,"
                        + "\"windowSeconds\":86400}],\"recipientsPerMessage\":10,\"overLimit\":\"bounce\"}");
        assertThat(policies.findValuesAsText("name")).containsExactly("small", "application");
    }

    @Test
    void trialShouldTellAllMistakesAndInstallNothing() throws Exception {
        var before = api.get("/policy").body();
        var text = Files.readString(api.file);
        var broken = api.post("/policy/validate", "<mesura mode='off'><polices/></mesura>", XML);
        var sound = api.post("/policy/validate", "<mesura mode='observe'/>", XML);

        assertThat(broken.statusCode()).isEqualTo(200);
        assertThat(broken.body()).startsWith("{\"valid\":false,").contains("'off'", "polices");
        assertThat(sound.body()).isEqualTo("{\"valid\":true,\"mistakes\":[]}");
        api.inForce.refresh(edge.clock.instant().plusSeconds(60));
        assertThat(api.get("/policy").body()).isEqualTo(before);
        assertThat(api.file).hasContent(text);
        assertThat(api.get("/acts").body()).as("a trial is no act").isEqualTo("[]");
    }

    @Test
    void trialShouldReadTheFilesOfMembersThatAreInForceAndNoOthers() throws Exception {
        String named = "<mesura>" + Edge.SMALL.replace("<assignments default=\"small\"/>", """
                <assignments default="small"><group name="g" policy="small" members="%s"/></assignments>
                """) + "</mesura>";
        Files.writeString(api.file.resolveSibling("press.txt"), "ana@localhost");
        Files.writeString(api.file.resolveSibling("secret.txt"), "a secret of ours");
        Files.writeString(api.file, named.formatted("press.txt"));
        api.inForce.refresh(edge.clock.instant());

        assertThat(api.post("/policy/validate", named.formatted("press.txt"), XML)
                        .body())
                .isEqualTo("{\"valid\":true,\"mistakes\":[]}");
        assertThat(api.post("/policy/validate", named.formatted("secret.txt"), XML)
                        .body())
                .contains("must be a file that mesura.xml names already, for a trial, got 'secret.txt'")
                .doesNotContain("a secret of ours");
    }

    @Test
    void hostileTrialShouldReadNothingAndEnd() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "xyzzy");
        String outside = "<!DOCTYPE mesura [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<mesura><institution><name>&e;</name></institution></mesura>";
        String laughs = "<!DOCTYPE mesura [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]>"
                + "<mesura><institution><name>&b;</name></institution></mesura>";

        for (String text : List.of(outside, laughs)) {
            assertThat(api.post("/policy/validate", text, XML).body())
                    .contains("\"valid\":false", "a DOCTYPE is not allowed")
                    .doesNotContain("xyzzy", "haha");
        }
        assertThat(api.post("/policy/validate", "<mesura>" + "<a>".repeat(300_000), XML)
                        .body())
                .contains("the XML is broken");
    }

    @Test
    void trialShouldBeRefusedWhenItIsTooLargeOrDoesNotSayThatItIsXml() throws Exception {
        var large = api.post("/policy/validate", " ".repeat(1_000_001), XML);

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("body: must be at most 1000000 bytes");
        assertThat(api.post("/policy/validate", "<mesura/>", "text/plain").body())
                .contains("body: must be sent with 'Content-Type: application/xml'");
    }

    @Test
    void capsShouldSayHowFullTheyAre() throws Exception {
        api.send("Mail-1", "ana@localhost");

        assertThat(api.get("/caps").statusCode()).isEqualTo(200);
        assertThat(api.get("/caps").body())
                .isEqualTo("[{\"name\":\"institution per 1d\",\"quantity\":3,\"windowSeconds\":86400,"
                        + "\"used\":1,\"remaining\":2,\"percent\":33},"
                        + "{\"name\":\"domain other.example per 1h\",\"quantity\":5,\"windowSeconds\":3600,"
                        + "\"used\":0,\"remaining\":5,\"percent\":0}]");
    }
}
