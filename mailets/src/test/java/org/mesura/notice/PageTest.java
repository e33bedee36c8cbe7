/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every page that Mesura shows must be: well formed, in its language, legible, and content with itself. */
class PageTest {
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void pageShouldBeWellFormed(String name, Language language, String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document page = parser.parseInput(html, "");

        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("html").attr("lang")).isEqualTo(language.code());
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("[class='']")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void pageShouldLoadNothingFromElsewhere(String name, Language language, String html) {
        Document page = Jsoup.parse(html);

        assertThat(page.select("[src], [srcset], [background], link, script, img, iframe, object, embed, video"))
                .isEmpty();
        assertThat(html).doesNotContain("@import", "url(");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void pageShouldBeLegibleByLightAndDark(String name, Language language, String html) {
        Document page = Jsoup.parse(html);
        for (boolean dark : new boolean[] {false, true}) {
            Look look = new Look(page, dark);
            page.body().getAllElements().stream().filter(PageTest::showsText).forEach(element -> assertThat(
                            contrast(look.of(element, "color"), look.of(element, "background")))
                    .as("%s, dark %s, %s", name, dark, element.ownText())
                    .isGreaterThanOrEqualTo(4.5));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void barsShouldBeToldInWordsAndStandOut(String name, Language language, String html) {
        Document page = Jsoup.parse(html);
        for (Element bar : page.select("[role=img]")) {
            assertThat(bar.attr("aria-label")).contains("%");
            for (Look look : new Look[] {new Look(page, false), new Look(page, true)}) {
                Element filled = bar.select("td").first();
                assertThat(contrast(look.of(filled, "background"), look.of(bar.parent(), "background")))
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    private static boolean showsText(Element element) {
        return !element.ownText().replace('\u00a0', ' ').isBlank();
    }

    static Stream<Arguments> pages() throws IOException {
        NoticeWriter writer = new NoticeWriter(Examples.CITY_HALL, Templates.builtIn());
        Stream.Builder<Arguments> pages = Stream.builder();
        for (Language language : Language.values()) {
            Examples.ALL.forEach((name, occasion) -> pages.add(Arguments.of(
                    language.code() + " " + name,
                    language,
                    writer.write(occasion, language).html())));
            String name = "uso-adecuado." + language.code() + ".html";
            pages.add(Arguments.of(name, language, Files.readString(Path.of("../conf/notices", name))));
        }
        return pages.build();
    }

    /** The colours of a page: inline styles, rules for classes and elements, inherited from the nearest that says one. */
    private static final class Look {
        private final Map<String, Map<String, String>> rules = new HashMap<>();

        Look(Document page, boolean dark) {
            String style = page.select("style").html();
            int media = style.indexOf("@media");
            read(style.substring(0, media));
            if (dark) {
                read(style.substring(style.indexOf('{', media) + 1));
            }
        }

        private void read(String style) {
            Matcher rule = RULE.matcher(style);
            while (rule.find()) {
                for (String selector : rule.group(1).split(",")) {
                    rules.computeIfAbsent(selector.strip(), any -> new HashMap<>())
                            .putAll(declarations(rule.group(2)));
                }
            }
        }

        String of(Element element, String property) {
            for (Element at = element; at != null; at = at.parent()) {
                String said = said(at, property);
                if (said != null) {
                    return said;
                }
            }
            throw new AssertionError("no " + property + " for " + element);
        }

        private String said(Element element, String property) {
            String said = rules.getOrDefault(element.tagName(), Map.of()).get(property);
            said = declarations(element.attr("style")).getOrDefault(property, said);
            // rules for classes are all "!important" and for the dark
            for (String name : element.classNames()) {
                said = rules.getOrDefault("." + name, Map.of()).getOrDefault(property, said);
            }
            return said;
        }

        private static Map<String, String> declarations(String style) {
            Map<String, String> declarations = new HashMap<>();
            for (String declaration : style.replace("!important", "").split(";")) {
                String[] parts = declaration.split(":", 2);
                if (parts.length == 2) {
                    declarations.put(parts[0].strip(), parts[1].strip());
                }
            }
            return declarations;
        }
    }

    /** WCAG 2.2, 1.4.3. */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        assertThat(colour).matches("#[0-9a-f]{6}");
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
