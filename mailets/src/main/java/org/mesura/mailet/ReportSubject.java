/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import org.mesura.notice.Language;

/** The subject of a delivery report, as mail programs of each language know it. */
final class ReportSubject {
    private ReportSubject() {}

    static String in(Language language) {
        return switch (language) {
            case ES -> "Mensaje no enviado: informe de entrega";
            case EN -> "Message not sent: delivery report";
            case PT -> "Mensagem não enviada: relatório de entrega";
        };
    }
}
