/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.util.stream.Collectors.joining;

import org.mesura.notice.Language;

import com.google.common.collect.ImmutableSet;

/** The subject of a delivery report, as mail programs of each language know it; of two with a stroke between. */
final class ReportSubject {
    private ReportSubject() {}

    static String of(DeliveryStatus status, ImmutableSet<Language> languages) {
        return languages.stream().map(language -> of(status, language)).collect(joining(" / "));
    }

    private static String of(DeliveryStatus status, Language language) {
        return status.isFinal() ? failed(language) : delayed(language);
    }

    private static String failed(Language language) {
        return switch (language) {
            case ES -> "Mensaje no enviado: informe de entrega";
            case EN -> "Message not sent: delivery report";
            case PT -> "Mensagem não enviada: relatório de entrega";
        };
    }

    private static String delayed(Language language) {
        return switch (language) {
            case ES -> "Mensaje en espera: informe de entrega";
            case EN -> "Message waiting: delivery report";
            case PT -> "Mensagem em espera: relatório de entrega";
        };
    }
}
