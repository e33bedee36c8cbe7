/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a server is started with. Every setting has a default that a story can live with; the folders come from the build
 * (system properties {@code mesura.conf}, {@code mesura.extension}, {@code mesura.server}, {@code mesura.work}).
 *
 * <pre>{@code
 * try (RunningServer server = RunningServer.settings().work(folder).freePorts().world(sink.port()).start()) {
 *     ...
 * }
 * }</pre>
 */
public final class ServerSettings {
    private static final String DOOR = "<handler class=\"org.mesura.smtp.RefuseAtTheDoor\"/>";

    private Path configuration = fromBuild("mesura.conf");
    private Optional<Path> extension = Optional.of(fromBuild("mesura.extension"));
    private final List<Path> moreExtensions = new ArrayList<>();
    private Path libraries = fromBuild("mesura.server").resolve("lib");
    private Path work = fromBuild("mesura.work");
    private Path java = Path.of(System.getProperty("java.home"));
    private Flavour flavour = Flavour.DURABLE;
    private OptionalInt world = OptionalInt.empty();
    private Optional<String> token = Optional.empty();
    private boolean freePorts;
    private boolean fresh;
    /** The quick compiler alone halves the start; what measures throughput adds {@code -XX:TieredStopAtLevel=4}. */
    private final List<String> jvmArguments = new ArrayList<>(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));

    private final Map<String, UnaryOperator<String>> edits = new HashMap<>();

    ServerSettings() {}

    /** The configuration folder; it is copied at each start and never written to. */
    public ServerSettings configuration(Path folder) {
        configuration = absolute(folder);
        return this;
    }

    /** The extension jar, put fresh into {@code extensions-jars} at each start. */
    public ServerSettings extension(Path jar) {
        extension = Optional.of(absolute(jar));
        return this;
    }

    /** No jar of Mesura's: the configuration must not name what is in it. */
    public ServerSettings withoutExtension() {
        extension = Optional.empty();
        return this;
    }

    /** One more jar for {@code extensions-jars}, beside Mesura's. */
    public ServerSettings andExtension(Path jar) {
        moreExtensions.add(absolute(jar));
        return this;
    }

    /** The folder the server works in; it is kept, and a later start finds what an earlier one left. */
    public ServerSettings work(Path folder) {
        work = absolute(folder);
        return this;
    }

    /** Forgets what an earlier server left in the working folder. */
    public ServerSettings fresh() {
        fresh = true;
        return this;
    }

    /** Which James; {@link Flavour#DURABLE} unless told. */
    public ServerSettings flavour(Flavour chosen) {
        flavour = chosen;
        return this;
    }

    /** The home of the JDK that runs James; the current one unless told. */
    public ServerSettings java(Path home) {
        java = absolute(home);
        return this;
    }

    /** One more argument for James's JVM; a later one wins over an earlier. */
    public ServerSettings jvmArgument(String argument) {
        jvmArguments.add(argument);
        return this;
    }

    /** One more system property for James's JVM. */
    public ServerSettings property(String name, String value) {
        return jvmArgument("-D" + name + "=" + value);
    }

    /** Listens on ports that are free now instead of those in the configuration; they stay the same over restarts. */
    public ServerSettings freePorts() {
        freePorts = true;
        return this;
    }

    /** The port to which mail for {@code outside.example} is relayed, instead of that in the configuration. */
    public ServerSettings world(int port) {
        world = OptionalInt.of(port);
        return this;
    }

    /** Changes one file of the copied configuration, at each start, after all else; edits of one file add up. */
    public ServerSettings edit(String file, UnaryOperator<String> change) {
        edits.merge(file, change, (first, second) -> text -> second.apply(first.apply(text)));
        return this;
    }

    /** Replaces a text that must be in the file, so that an edit that no longer fits is noticed. */
    public ServerSettings replace(String file, String before, String after) {
        return edit(file, text -> {
            if (!text.contains(before)) {
                throw new IllegalStateException("nothing to replace in " + file + ": " + before);
            }
            return text.replace(before, after);
        });
    }

    /** What the runner signs in with to WebAdmin, where that asks for a token. */
    public ServerSettings token(String bearer) {
        token = Optional.of(bearer);
        return this;
    }

    /** Refuses nothing over SMTP: what is over a limit comes to the review, as it does over JMAP. */
    public ServerSettings openDoor() {
        return replace("smtpserver.xml", DOOR, "");
    }

    /** Starts the server and returns when it accepts mail and its first accounts exist. */
    public RunningServer start() {
        return RunningServer.start(this);
    }

    Path configuration() {
        return configuration;
    }

    List<Path> extensions() {
        return Stream.concat(extension.stream(), moreExtensions.stream()).toList();
    }

    Path libraries() {
        return libraries;
    }

    Path work() {
        return work;
    }

    Path java() {
        return java;
    }

    Flavour flavour() {
        return flavour;
    }

    OptionalInt world() {
        return world;
    }

    Optional<String> token() {
        return token;
    }

    boolean wantsFreePorts() {
        return freePorts;
    }

    boolean wantsFreshFolder() {
        return fresh;
    }

    List<String> jvmArguments() {
        return List.copyOf(jvmArguments);
    }

    Map<String, UnaryOperator<String>> edits() {
        return Map.copyOf(edits);
    }

    private static Path fromBuild(String property) {
        return absolute(Path.of(System.getProperty(property, property)));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
