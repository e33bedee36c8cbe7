/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "/console.css, text/css",
        "/console.js, text/javascript",
        "/api.js, text/javascript",
        "/build.js, text/javascript",
        "/words.js, text/javascript"
    })
    void eachFileShouldBeServedUnderThePolicyOfThePage(String file, String type) throws Exception {
        var reply = get(file);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(reply.headers().firstValue("Content-Security-Policy")).contains(ConsoleRoutes.CONTENT_POLICY);
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/console.js", "/api.js", "/build.js", "/words.js"})
    void scriptShouldNeitherWriteMarkupNorKeepAnything(String file) throws Exception {
        assertThat(get(file).body())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                .doesNotContain("localStorage", "sessionStorage", "document.cookie", "indexedDB");
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
