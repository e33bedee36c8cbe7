/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells on a terminal what the demo does: numbered steps, progress within a step, quoted mail, and at the end a table of
 * figures that says whether each is what it must be.
 */
final class Story {
    private static final String INDENT = "   ";

    private record Figure(String name, long expected, long actual) {
        boolean isRight() {
            return expected == actual;
        }
    }

    private final PrintStream out;
    private final List<Figure> figures = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    private int steps;

    Story(PrintStream out) {
        this.out = out;
    }

    /** Begins the next step. */
    void step(String text) {
        steps++;
        line("");
        line(steps + ". " + text);
    }

    /** Tells something within a step. */
    void tell(String text) {
        line(INDENT + text);
    }

    /** Shows how far a step is: at every tenth of the way, so that a log stays readable. */
    void progress(String what, long done, long of) {
        if (done == of || done * 10 / of > (done - 1) * 10 / of) {
            tell(what + " " + done + " of " + of);
        }
    }

    /** Shows a text that is not the demo's own. */
    void quote(String text) {
        text.lines().forEach(quoted -> line(INDENT + "| " + quoted));
    }

    /** Shows a message: its telling headers and, if wanted, its text. */
    void show(ReadMessage message, boolean withText) {
        message.headers().forEach(header -> line(INDENT + "| " + header));
        if (withText) {
            line(INDENT + "|");
            quote(message.text());
        }
        line("");
    }

    /** Tells for each account what became of what it sent. */
    void totals(List<Correspondence> accounts) {
        step("In all");
        line(String.format("   %-24s %6s %10s %8s %8s", "", "sent", "delivered", "refused", "notices"));
        for (Correspondence account : accounts) {
            long delivered = account.delivered();
            long refused = account.notices("informe de entrega");
            line(String.format(
                    "   %-24s %6d %10d %8d %8d",
                    account.account(), account.sent(), delivered, refused, account.inInbox() - refused));
            figure(account.account() + ": sent = delivered + refused", account.sent(), delivered + refused);
        }
    }

    /** Adds a figure to the table at the end. */
    void figure(String name, long expected, long actual) {
        figures.add(new Figure(name, expected, actual));
    }

    /** Ends the story badly; the first reason is the one told. */
    void fail(String why) {
        failure = failure.or(() -> Optional.of(why.lines().findFirst().orElse("")));
    }

    /**
     * Tells the figures and, in the last line, the outcome.
     *
     * @return the exit code
     */
    int end() {
        if (!figures.isEmpty()) {
            table();
        }
        figures.stream()
                .filter(figure -> !figure.isRight())
                .forEach(
                        figure -> fail(figure.name() + ": expected " + figure.expected() + ", got " + figure.actual()));
        line("");
        line(failure.map(why -> "demo: FAILED " + why).orElse("demo: ok"));
        return failure.isPresent() ? 1 : 0;
    }

    private void table() {
        line("");
        line(String.format("   %-40s %10s %10s", "", "expected", "seen"));
        for (Figure figure : figures) {
            line(String.format(
                    "   %-40s %10d %10d%s",
                    figure.name(), figure.expected(), figure.actual(), figure.isRight() ? "" : "  <-- wrong"));
        }
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
