/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import spark.Service;

/** The page of the desk: its files, and what a browser may do with them. */
class ConsoleRoutesTest {
    private final Service service = Service.ignite().ipAddress("127.0.0.1").port(0);

    @BeforeEach
    void start() {
        new ConsoleRoutes().define(service);
        service.awaitInitialization();
    }

    @AfterEach
    void stop() {
        service.stop();
        service.awaitStop();
    }

    static Stream<String> files() {
        return ConsoleRoutes.FILES.stream().map(file -> file.equals("page.html") ? "" : "/" + file);
    }

    static Stream<String> scripts() {
        return files().filter(file -> file.endsWith(".js"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileShouldBeServedUnderThePolicyOfThePage(String file) throws Exception {
        var reply = get(file);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).startsWith(typeOf(file));
        assertThat(reply.headers().firstValue("Content-Security-Policy")).contains(ConsoleRoutes.CONTENT_POLICY);
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static String typeOf(String file) {
        return file.endsWith(".js") ? "text/javascript" : file.endsWith(".css") ? "text/css" : "text/html";
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptShouldNeitherWriteMarkupNorKeepAnything(String file) throws Exception {
        assertThat(get(file).body())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                .doesNotContain("localStorage", "sessionStorage", "document.cookie", "indexedDB");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatAScriptImportsShouldBeServed(String file) throws Exception {
        List<String> imported = Pattern.compile("from '\\.(/[^']+)'")
                .matcher(get(file).body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(files()).containsAll(imported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en.js", "/pt.js"})
    void languageShouldHaveWhatSpanishHas(String file) throws Exception {
        assertThat(keys(file)).isNotEmpty().isEqualTo(keys("/es.js"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatIsSaidShouldBeInTheLanguages(String file) throws Exception {
        List<String> said = Pattern.compile("\\bsay\\('(\\w+)'\\)")
                .matcher(get(file).body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(keys("/es.js")).containsAll(said);
    }

    private List<String> keys(String file) throws Exception {
        return Pattern.compile("(?m)^ {4,8}'?([\\w-]+)'?: ")
                .matcher(get(file).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void nothingElseShouldBeServed() throws Exception {
        assertThat(get("/package-info.java").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String file) throws Exception {
        URI place = URI.create("http://127.0.0.1:" + service.port() + ConsoleRoutes.BASE + file);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.ofString());
    }
}
