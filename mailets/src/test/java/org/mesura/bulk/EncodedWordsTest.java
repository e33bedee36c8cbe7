/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hola | hola",
                "=?utf-8?Q?ma=C3=B1ana?= | mañana",
                "=?ISO-8859-1?q?ma=f1ana_?=a | mañana a",
                "=?utf-8?b?bWHDsWFuYQ==?= | mañana",
                "=?utf-8?B?bWHDsWFuYQ?= | mañana",
                "a =?utf-8?q?b?= c | a b c",
                "=?utf-8?q?a?= =?utf-8?q?b?= | ab",
                "=?utf-8?q?a?=  =?iso-8859-1?q?=F1?= | añ",
                "=?utf-8?q?a?= x =?utf-8?q?b?= | a x b",
                "=?utf-8?q?ma=C3?= =?utf-8?q?=B1ana?= | mañana",
                "=?utf-8?b?bWHD?= =?utf-8?b?sWFuYQ==?= | mañana",
                "=?utf-8?q?con blancos?= | con blancos",
                "=?utf-8?q?sin fin | sin fin",
                "=?utf-8?q?ñ?= | ñ",
                "=?utf-8?q?a=ZZ?= | a=ZZ",
                "=?klingon?q?ma=C3=B1ana?= | mañana",
                "=?utf-8?b?!!!?= | ''",
                "=?utf-8?q??=a | a",
                "=?utf-8?x?a?= | =?utf-8?x?a?=",
                "=?= =?? =?utf-8 | =?= =?? =?utf-8",
            })
    void wordShouldBeDecodedAsFarAsItCanBe(String header, String decoded) {
        assertThat(EncodedWords.decode(header)).isEqualTo(decoded);
    }
}
