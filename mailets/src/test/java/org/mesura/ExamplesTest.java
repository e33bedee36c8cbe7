/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.james.protocols.smtp.hook.Hook;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.GenericMatcher;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesura.config.SettingsReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every piece of configuration that javadoc and documents show can be copied as it stands. */
class ExamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\R(.*?)\\R? *\\* *}</pre>", Pattern.DOTALL);
    private static final Pattern MARKDOWN = Pattern.compile("```xml\\R(.*?)```", Pattern.DOTALL);

    record Example(Path file, String xml) {
        @Override
        public String toString() {
            return ROOT.relativize(file) + ": "
                    + xml.strip().lines().findFirst().orElse("");
        }
    }

    static Stream<Example> examples() {
        Stream<Example> shown = Stream.concat(
                files("mailets/src/main/java", ".java").flatMap(file -> blocks(file, JAVADOC)),
                Stream.of(files("conf", ".md"), files("mailets/docs", ".md"), Stream.of(ROOT.resolve("README.md")))
                        .flatMap(files -> files)
                        .flatMap(file -> blocks(file, MARKDOWN)));
        return Stream.concat(
                shown,
                Stream.of("conf/mailetcontainer.xml", "conf/smtpserver.xml")
                        .map(ROOT::resolve)
                        .map(file -> new Example(file, text(file))));
    }

    private static Stream<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Example> blocks(Path file, Pattern block) {
        return block.matcher(text(file))
                .results()
                .map(match -> match.group(1).replaceAll("(?m)^ \\* ?", ""))
                .filter(code -> code.stripLeading().startsWith("<"))
                .map(xml -> new Example(file, xml));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyMailetMatcherAndHandlerShouldShowAnExample() {
        Stream<String> shown =
                examples().map(example -> example.file().getFileName().toString());

        assertThat(shown)
                .contains("ReviewSubmission.java", "RefuseSubmission.java", "SendGuidance.java")
                .contains("DeferSubmission.java", "HoldSubmission.java")
                .contains("CountRemoteRefusals.java", "NoteCorrespondents.java")
                .contains("NothingToSay.java", "VerdictIs.java", "UsageAtLeast.java", "BulkCampaign.java")
                .contains("ManyRecipients.java")
                .contains("RefuseAtTheDoor.java")
                .contains("README.md", "installation.md", "mailetcontainer.xml", "smtpserver.xml");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleShouldBeAcceptedAsItStands(Example example) throws Exception {
        if (example.xml().stripLeading().startsWith("<mesura")) {
            new SettingsReader()
                    .read(new ByteArrayInputStream(example.xml().getBytes(StandardCharsets.UTF_8)), example.toString());
            return;
        }
        NodeList elements = parse(example.xml()).getElementsByTagName("*");
        for (Element element : IntStream.range(0, elements.getLength())
                .mapToObj(elements::item)
                .map(Element.class::cast)
                .toList()) {
            checkClass(
                    element.getAttribute("class"), element.getTagName().equals("handler") ? Hook.class : Mailet.class);
            checkMatcher(element.getAttribute("match"));
        }
    }

    private static Document parse(String xml) throws Exception {
        boolean whole = xml.startsWith("<?xml");
        String document = whole ? xml : "<examples>" + xml + "</examples>";
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static void checkClass(String name, Class<?> expected) throws ClassNotFoundException {
        if (name.startsWith("org.mesura.")) {
            assertThat(expected).isAssignableFrom(Class.forName(name));
        }
    }

    private static void checkMatcher(String match) throws Exception {
        if (!match.startsWith("org.mesura.")) {
            return;
        }
        int end = match.contains("=") ? match.indexOf('=') : match.length();
        GenericMatcher matcher = (GenericMatcher)
                Class.forName(match.substring(0, end)).getConstructor().newInstance();
        matcher.init(FakeMatcherConfig.builder()
                .matcherName(match.substring(0, end))
                .condition(match.substring(Math.min(end + 1, match.length())))
                .build());
    }
}
