/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.measure.Measures;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a flight recording of a server says of Mesura, the libraries in its jar included: in how many samples of running
 * threads it is on the stack, where, and what it allocates. A place of ours has for its own what runs below it that is not
 * ours: the JDK, James.
 */
final class Profile {
    private static final String OURS = "org.mesura.";
    /** The durable James that the tests put together. */
    private static final String SERVER = "org.mesura.server.";

    private final Shares entries = new Shares();
    private final Shares own = new Shares();
    private final Shares total = new Shares();
    private final Shares allocations = new Shares();
    private final Shares threads = new Shares();

    private Profile() {}

    /** Of {@code server} while {@code load} goes on. */
    static Profile of(TimedServer server, Runnable load) {
        long process = server.server().pid();
        try {
            Path file = Files.createTempFile("mesura", ".jfr");
            try {
                Jcmd.ask(process, "JFR.start", "name=mesura", "settings=profile", "jdk.ThreadCPULoad#period=1s");
                load.run();
                Jcmd.ask(process, "JFR.dump", "name=mesura", "filename=" + file);
                Jcmd.ask(process, "JFR.stop", "name=mesura");
                return of(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Profile of(Path file) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                profile.add(events.readEvent());
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> sampled(ours(event));
            case "jdk.ObjectAllocationSample" ->
                allocations.add(
                        Lists.reverse(ours(event)).stream()
                                .reduce((before, last) -> last)
                                .map(site -> event.getClass("objectClass").getName() + " in " + site),
                        event.getLong("weight"));
            case "jdk.ThreadCPULoad" ->
                threads.add(
                        Optional.ofNullable(event.getThread("eventThread"))
                                .map(thread -> String.valueOf(thread.getJavaName()))
                                .filter(name -> name.startsWith("mesura")),
                        event.getFloat("user") + event.getFloat("system"));
            default -> {
                // of something else
            }
        }
    }

    private void sampled(List<String> stack) {
        own.add(stack.stream().findFirst(), 1);
        entries.add(Lists.reverse(stack).stream().findFirst(), 1);
        ImmutableSet.copyOf(stack).forEach(frame -> total.add(Optional.of(frame), 1));
    }

    /** The places of ours on the stack of {@code event}, the innermost first. */
    private static List<String> ours(RecordedEvent event) {
        return Stream.ofNullable(event.getStackTrace())
                .map(RecordedStackTrace::getFrames)
                .flatMap(List::stream)
                .map(RecordedFrame::getMethod)
                .map(method -> method.getType().getName() + "." + method.getName())
                .filter(name -> name.startsWith(OURS) && !name.startsWith(SERVER))
                .map(name -> name.substring(OURS.length()))
                .toList();
    }

    void note(String load, Measures measures) {
        measures.note("server-profile-" + load + "-samples", own.percent(), "%");
        measures.note("server-profile-" + load + "-own-threads", threads.percent(), "%");
        measures.note("server-profile-" + load + "-allocations", allocations.percent(), "%");
    }

    /** All of it, to be read. */
    String table(String load) {
        return """
                profile of %s: Mesura in %.1f %% of %.0f samples, %.1f %% of what is allocated, %.1f %% of the time of threads in threads of its own
                where it is come to, %% of all samples
                %splaces of ours, %% of all samples: own, with all below
                %sallocations, %% of all
                %s""".formatted(
                        load,
                        own.percent(),
                        own.all(),
                        allocations.percent(),
                        threads.percent(),
                        entries.lines(name -> ""),
                        own.lines(name -> "%6.2f".formatted(total.percent(name, own.all()))),
                        allocations.lines(name -> ""));
    }
}
