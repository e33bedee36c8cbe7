/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

import java.nio.file.Path;
import java.util.List;

import org.mesura.runner.Accounts;
import org.mesura.runner.Flavour;
import org.mesura.runner.RunningServer;
import org.mesura.runner.ServerSettings;
import org.mesura.runner.Sink;

/**
 * {@code ./mvnw -Pdemo}: plays the story of senders who meet limits on a real James and checks every figure it tells.
 *
 * <p>The server has the default configuration with limits small enough to meet in a minute. It listens on free ports and
 * works in a folder of its own, so that the demo disturbs nothing that runs. The last line is {@code demo: ok}, or {@code
 * demo: FAILED <why>} with exit code 1.
 */
public final class Demo {
    private static final String POLICY = "<policy name=\"staff\" extends=\"staff\">";
    private static final String BULK = "<bulk advise=\"50\" stop=\"150\" refuse=\"500\"";
    private static final String ANA = "ana@" + Accounts.DOMAIN;
    private static final String BETO = "beto@" + Accounts.DOMAIN;
    private static final String CARLA = "carla@" + Accounts.DOMAIN;
    private static final String EVA = "eva@outside.example";

    private final Story story;
    private final RunningServer server;
    private final Sink world;

    private Demo(Story story, RunningServer server, Sink world) {
        this.story = story;
        this.server = server;
        this.world = world;
    }

    public static void main(String[] arguments) {
        Story story = new Story(System.out);
        try {
            play(story);
        } catch (RuntimeException | AssertionError e) {
            story.fail(String.valueOf(e.getMessage()));
        }
        // Maven's own farewell would come after the last line that this story promises.
        System.exit(story.end());
    }

    private static void play(Story story) {
        story.step("A James with Mesura starts: 10 messages an hour, one text to at most 5 outsiders");
        try (Sink world = Sink.onAnyPort();
                RunningServer server = settings(world).start()) {
            story.tell("accepts mail after " + server.startTime().toMillis() + " ms");
            new Demo(story, server, world).play();
            server.discard();
        }
    }

    /** The shipped configuration, made small; nothing is refused at the door, so that guidance and reports can be read. */
    private static ServerSettings settings(Sink world) {
        return RunningServer.settings()
                .work(Path.of(System.getProperty("mesura.work")).resolveSibling("demo"))
                .fresh()
                .flavour(Flavour.of(System.getProperty("mesura.flavour")))
                .freePorts()
                .world(world.port())
                .openDoor()
                .replace("mesura.xml", POLICY, POLICY + "<limit measure=\"messages\" quantity=\"10\" window=\"1h\"/>")
                .replace("mesura.xml", BULK, "<bulk advise=\"3\" stop=\"5\" refuse=\"9\"")
                .replace("mesura.xml", "<overLimit>defer</overLimit>", "<overLimit>bounce</overLimit>")
                .replace("mesura.xml", "action=\"hold\"", "action=\"refuse\"");
    }

    private void play() {
        try (Correspondence ana = Correspondence.of(ANA, server, world);
                Correspondence carla = Correspondence.of(CARLA, server, world);
                Correspondence beto = Correspondence.of(BETO, server, world)) {
            normalMailPasses(ana, beto);
            limitComesClose(ana);
            limitIsHit(ana, beto);
            circularIsStopped(carla);
            ledgerIsShown();
            story.totals(List.of(ana, carla));
        }
    }

    private void normalMailPasses(Correspondence ana, Correspondence beto) {
        story.step("Normal mail passes: Ana writes 7 letters to Beto, a colleague, and Eva, outside");
        ana.writes(7, story, BETO, EVA);
        story.figure("Ana: letters at Beto's", 7, beto.received(7).size());
        story.figure("Ana: letters at Eva's", 7, ana.delivered(7));
        story.figure("Ana: notices so far", 0, ana.inInbox());
    }

    private void limitComesClose(Correspondence ana) {
        story.step("The limit comes close: with the 8th letter Ana has used 80 % and is warned, once");
        ana.writes(2, story, BETO, EVA);
        story.show(ana.notice("Se acerca"), false);
        story.figure("Ana: warnings", 1, ana.notices("Se acerca"));
    }

    private void limitIsHit(Correspondence ana, Correspondence beto) {
        story.step("The limit is hit: Ana writes 4 more letters, 3 of them over the limit");
        ana.writes(4, story, BETO, EVA);
        ana.received(5);
        story.tell("her mailbox has guidance on proper use, once:");
        story.show(ana.notice("Su mensaje no se envi"), true);
        story.tell("and a delivery report for each refused letter; the first:");
        story.show(ana.notice("informe de entrega"), true);
        story.figure("Ana: letters at Beto's in all", 10, beto.received(10).size());
        story.figure("Ana: letters at Eva's in all", 10, ana.delivered(10));
        story.figure("Ana: delivery reports", 3, ana.notices("informe de entrega"));
        story.figure("Ana: guidance", 1, ana.notices("Su mensaje no se envi"));
    }

    private void circularIsStopped(Correspondence carla) {
        story.step("A mass mailing is recognised: Carla sends one circular to 7 outsiders, one by one");
        carla.circulates(7, story);
        carla.received(4);
        story.tell("advised from the 3rd on, stopped after the 5th:");
        story.show(carla.notice("informe de entrega"), true);
        story.figure("Carla: circulars delivered", 5, carla.delivered(5));
        story.figure("Carla: delivery reports", 2, carla.notices("informe de entrega"));
        story.figure("Carla: notices", 2, carla.inInbox() - carla.notices("informe de entrega"));
    }

    private void ledgerIsShown() {
        story.step("What the administrator sees: GET /mesura/accounts/" + ANA);
        Ledger ledger = Ledger.of(ANA, server);
        story.quote(ledger.table());
        story.figure("ledger: Ana's messages in a day", 10, ledger.sent("messages"));
        story.figure("ledger: Ana's recipients in a day", 20, ledger.sent("recipients"));
        story.figure("ledger: Ana's refused messages", 3, ledger.refused("messages"));
    }
}
