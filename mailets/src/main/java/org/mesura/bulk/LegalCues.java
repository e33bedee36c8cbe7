/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Knows the paragraph that lawyers put under each mail: two or more of its turns of phrase, Spanish, Portuguese or
 * English, and not so few among many words that a text might hide among them.
 */
final class LegalCues {
    private static final int ENOUGH = 2;
    private static final int WORDS_PER_CUE = 45;

    private static final String[] CUES = {
        "confidencial",
        "confidenciales",
        "confidenciais",
        "confidencialidad",
        "confidencialidade",
        "confidential",
        "confidentiality",
        "privileged",
        "privilegiada",
        "destinatario",
        "destinatarios",
        "destinataria",
        "addressee",
        "addressees",
        "intended recipient",
        "intended recipients",
        "intended solely",
        "solely for",
        "sole use",
        "uso exclusivo",
        "exclusivamente a",
        "exclusivamente para",
        "unicamente para",
        "por error",
        "por engano",
        "por equivocacion",
        "in error",
        "by mistake",
        "disclosure",
        "disclaimer",
        "dissemination",
        "prohibida",
        "prohibido",
        "proibida",
        "proibido",
        "prohibited",
        "strictly prohibited",
        "unauthorized",
        "unauthorised",
        "reproduccion",
        "divulgacion",
        "divulgacao",
        "copia o",
        "copying",
        "proteccion de",
        "protecao de",
        "data protection",
        "ley organica",
        "lei geral",
        "rgpd",
        "gdpr",
        "lopd",
        "lopdgdd",
        "lgpd",
        "aviso legal",
        "legal notice",
        "notifique",
        "notifiquelo",
        "notifiquenos",
        "comuniquelo",
        "comuniquenos",
        "notify",
        "eliminelo",
        "elimine",
        "destruyalo",
        "destruya",
        "borrelo",
        "apague",
        "delete it",
        "delete this",
        "destroy",
        "secreto profesional",
        "sigilo",
        "responsabilidad",
        "responsabilidade",
        "liability",
        "libre de virus",
        "virus",
        "antes de imprimir",
        "before printing",
        "printing this",
        "imprima",
        "imprimir este",
        "medio ambiente",
        "meio ambiente",
        "environment",
    };

    /** So many slots for some eighty cues that one look tells of nearly every other word that it is none. */
    private static final int SLOTS = 4096;

    private final long[] hashes;
    private final BitSet taken = new BitSet(SLOTS);
    /** Words that begin a cue of two. */
    private final BitSet begins = new BitSet(SLOTS);

    LegalCues(long seed) {
        hashes = new long[CUES.length];
        for (int index = 0; index < CUES.length; index++) {
            Words words = new Words(seed);
            words.add(CUES[index]);
            hashes[index] = words.count() == 1 ? words.hash(0) : Words.pair(words.hash(0), words.hash(1));
            taken.set(slot(hashes[index]));
            if (words.count() > 1) {
                begins.set(slot(words.hash(0)));
            }
        }
        Arrays.sort(hashes);
    }

    /** Whether the words from {@code from} on are such a paragraph. */
    boolean describe(Words words, int from) {
        int cues = 0;
        for (int index = from; index < words.count(); index++) {
            long word = words.hash(index);
            if (isCue(word) || begins.get(slot(word)) && isCueWithNext(words, index)) {
                cues++;
            }
        }
        return cues >= ENOUGH && words.count() - from <= cues * WORDS_PER_CUE;
    }

    private boolean isCueWithNext(Words words, int index) {
        return index + 1 < words.count() && isCue(Words.pair(words.hash(index), words.hash(index + 1)));
    }

    private boolean isCue(long hash) {
        return taken.get(slot(hash)) && Arrays.binarySearch(hashes, hash) >= 0;
    }

    private static int slot(long hash) {
        return (int) hash & SLOTS - 1;
    }
}
