/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.stories;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.mail.MessagingException;
import javax.mail.internet.MimeUtility;

import org.mesura.runner.client.Letter;

import com.google.common.html.HtmlEscapers;

/**
 * A circular that a program writes to each club by itself: with its name, code, link, debt and one sentence of its own
 * somewhere, in lines of another width, as text or HTML, as it is, quoted-printable or in base64; below each the signature
 * and the advertisement of the office. The same copies in every run.
 */
final class MailMerge {
    /** The copies are made of it and of their numbers. */
    static final long SEED = 5;

    private static final List<List<String>> CIRCULAR = List.of(
            List.of(
                    "Desde el 1 de diciembre el coliseo, la piscina y las canchas se reservan solamente en la página nueva.",
                    "Las reservas que se hicieron por teléfono o en la ventanilla siguen en pie y no hay que repetirlas.",
                    "Para entrar por primera vez en {link} escriba el código {code} y elija una contraseña."),
            List.of(
                    "Según nuestros registros su club debe ${amount} por el uso de los escenarios en el último trimestre.",
                    "Puede pagarlos allí mismo o en cualquier banco de la ciudad, y el recibo le llega a este correo."),
            List.of(
                    "Los entrenadores de menores traen además el certificado del curso de primeros auxilios antes de fin de año.",
                    "Quien no lo tenga puede inscribirse en el que dictamos cada sábado, sin costo, en el segundo piso."));

    private static final List<String> ENDING =
            List.of("Wilmer Caicedo\nInstituto de Deportes - Puerto Albores\nCel. 300 555 7719", """
            PUERTO ALBORES SE MUEVE - Juegos Interveredales 2026
            ¡Inscripciones abiertas! Diez disciplinas, cuarenta veredas, un solo corazón.""");

    private static final List<String> NAMES = List.of(
            "María Quintero",
            "Óscar Nogués",
            "Rocío Arango",
            "Julián Peña",
            "Inés Bermúdez",
            "Iván Castaño",
            "Luz Ibáñez");
    private static final List<String> MEMORIES = List.of(
            "Todavía hablamos aquí de",
            "No se me olvida",
            "Mi hermana me preguntó por",
            "El profesor Lozano les agradece",
            "Ayer encontré en el archivo una foto de",
            "Ojalá repitamos pronto");
    private static final List<String> OCCASIONS = List.of(
            "la carrera en sacos",
            "aquel partido bajo la lluvia",
            "el desfile de bicicletas",
            "la final de ajedrez",
            "el sancocho de los árbitros",
            "la maratón de aeróbicos",
            "el préstamo de las carpas");
    private static final List<String> PLACES = List.of(
            "en la vereda El Roble",
            "detrás de la iglesia",
            "con los niños del puerto",
            "el día de la tormenta",
            "cuando vino la televisión",
            "antes de Semana Santa",
            "junto al puente viejo",
            "en casa de doña Mercedes");

    private static final int NARROWEST = 45;
    private static final int WIDEST = 100;
    private static final List<String> ENCODINGS = List.of("8bit", "quoted-printable", "base64");

    private MailMerge() {}

    /** The copy with this number. */
    static Letter copy(int number, String from, String to) {
        Random random = new Random(SEED * 1_000_003 + number);
        List<String> paragraphs = paragraphs(random);
        boolean html = number % 2 == 0;
        String text = html ? html(paragraphs) : plain(paragraphs, NARROWEST + random.nextInt(WIDEST - NARROWEST));
        String encoding = ENCODINGS.get(number % ENCODINGS.size());
        return Letter.of(from, List.of(to), "Reserva de escenarios, club " + number, encoded(text, encoding))
                .header("Content-Type", "text/" + (html ? "html" : "plain") + "; charset=utf-8")
                .header("Content-Transfer-Encoding", encoding);
    }

    private static List<String> paragraphs(Random random) {
        List<List<String>> body = new ArrayList<>();
        CIRCULAR.forEach(paragraph -> body.add(new ArrayList<>(paragraph)));
        List<String> place = any(body, random);
        place.add(random.nextInt(place.size() + 1), personal(random));
        String code = "PA-%06d".formatted(random.nextInt(1_000_000));
        String amount = "%d.%03d".formatted(20 + random.nextInt(900), random.nextInt(1_000));
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("Hola, " + any(NAMES, random) + ":");
        for (List<String> paragraph : body) {
            paragraphs.add(String.join(" ", paragraph)
                    .replace("{link}", "https://reservas.albores.example/" + Long.toHexString(random.nextLong()))
                    .replace("{code}", code)
                    .replace("{amount}", amount));
        }
        paragraphs.addAll(ENDING);
        return paragraphs;
    }

    private static String personal(Random random) {
        return any(MEMORIES, random) + " " + any(OCCASIONS, random) + " " + any(PLACES, random) + ".";
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String plain(List<String> paragraphs, int width) {
        return paragraphs.stream()
                .map(paragraph -> paragraph.replaceAll("(.{1," + width + "})(?: |$)", "$1\n"))
                .collect(joining("\n"));
    }

    private static String html(List<String> paragraphs) {
        return paragraphs.stream()
                .map(paragraph ->
                        "<p>" + HtmlEscapers.htmlEscaper().escape(paragraph).replace("\n", "<br>") + "</p>\n")
                .collect(joining("", "<html><body>\n", "</body></html>\n"));
    }

    private static String encoded(String text, String encoding) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (OutputStream out = MimeUtility.encode(octets, encoding)) {
            out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("no encoding " + encoding, e);
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
