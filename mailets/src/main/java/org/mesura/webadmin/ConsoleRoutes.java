/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import org.apache.james.webadmin.PublicRoutes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Files;

import spark.Response;
import spark.Service;

/**
 * The page of the administration desk, {@code /mesura-console}. It is open to everybody, for a browser sends no token
 * when it opens a page, and shows nothing by itself: what stands on it comes from {@code /mesura}, which asks for
 * James's token. So it stays outside the path that James guards.
 *
 * <pre>{@code
 * extensions.routes=org.mesura.webadmin.MesuraRoutes,org.mesura.webadmin.ConsoleRoutes
 * }</pre>
 */
public final class ConsoleRoutes implements PublicRoutes {
    static final String BASE = "/mesura-console";

    /** Nothing but the page's own files is loaded, and no other page may frame it, post from it or move its links. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String PAGE = "page.html";
    static final ImmutableList<String> FILES = ImmutableList.of(
            PAGE,
            "console.css",
            "console.js",
            "account.js",
            "acts.js",
            "api.js",
            "build.js",
            "chart.js",
            "overview.js",
            "rows.js",
            "words.js",
            "en.js",
            "es.js",
            "pt.js");
    private static final ImmutableMap<String, String> TYPES =
            ImmutableMap.of("html", "text/html", "css", "text/css", "js", "text/javascript");

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        for (String file : FILES) {
            String type = TYPES.get(Files.getFileExtension(file)) + "; charset=utf-8";
            String text = JarText.of("console/" + file);
            String path = file.equals(PAGE) ? BASE : BASE + "/" + file;
            service.get(path, (request, response) -> {
                guard(response, type);
                return text;
            });
        }
    }

    private static void guard(Response response, String type) {
        response.type(type);
        response.header("Content-Security-Policy", CONTENT_POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
        // a page of an older version would ask for what this one does not have
        response.header("Cache-Control", "no-cache");
    }
}
