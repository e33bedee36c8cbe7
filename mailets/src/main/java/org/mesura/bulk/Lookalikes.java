/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

/**
 * Letters of other alphabets that look like Latin ones, each before the one it looks like (after Unicode Technical
 * Standard 39, <em>Unicode Security Mechanisms</em>). A text that is Cyrillic or Greek throughout loses nothing by it: one
 * text still gives one sequence, in Greek another one in capitals.
 */
final class Lookalikes {
    static final String LETTERS =
            "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwкkмmтtвbнhгrпnүyӏlεeαaοoρpνvιiκkτtυuηnχxωwβbγyσoıiɡgɑaℓlոnսuօoցgհhյj";

    /** Capitals that look like another letter than their small ones do. */
    static final String CAPITALS = "ΖzΗhΜmΝnΥy";

    private Lookalikes() {}
}
