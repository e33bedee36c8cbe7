/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegalCuesTest {
    private static final long SEED = 7;
    private static final LegalCues LEGAL = new LegalCues(SEED);

    private static boolean isLegal(String paragraph) {
        var words = new Words(SEED);
        words.add(paragraph);
        return LEGAL.describe(words, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Este mensaje y sus anexos son confidenciales y se dirigen exclusivamente a su destinatario. Si lo recibió"
                        + " por error, notifíquelo a quien lo envió y elimínelo.",
                "AVISO LEGAL: La información de este correo es para uso exclusivo de la persona a quien va dirigida; queda"
                        + " prohibida su copia o divulgación sin permiso.",
                "Sus datos se tratan conforme al RGPD y a la Ley Orgánica de protección de datos; puede ejercer sus"
                        + " derechos ante esta entidad.",
                "Antes de imprimir este correo piense si es necesario: el medio ambiente es cosa de todos.",
                "Esta mensagem é confidencial e destina-se exclusivamente ao destinatário. Se a recebeu por engano,"
                        + " apague-a e avise o remetente.",
                "A divulgação ou reprodução deste e-mail sem autorização é proibida e pode violar a Lei Geral de"
                        + " Proteção de Dados.",
                "This message is confidential and intended solely for the addressee. If you received it in error please"
                        + " notify the sender and delete it.",
                "Any unauthorised copying or disclosure of this e-mail is strictly prohibited.",
                "Please consider the environment before printing this e-mail.",
            })
    void disclaimerShouldBeLegal(String paragraph) {
        assertThat(isLegal(paragraph)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "El destinatario de la beca deberá traer su cédula y el recibo de pago el próximo jueves.",
                "La Secretaría de Medio Ambiente visitará el barrio el martes para podar los árboles de la avenida.",
                "Queda prohibido estacionar en la plaza durante la feria; usen el parqueadero del estadio.",
                "Le notifico: su responsabilidad es llevar el acta firmada a la sesión del concejo.",
                "A reunião do conselho será na quinta-feira e o relatório sobre o meio ambiente será apresentado.",
                "Please print the attached form, sign it and bring it to the desk; the data protection officer is away.",
                "La sesión será el jueves a las diez.",
                "",
            })
    void ordinaryParagraphShouldNotBeLegal(String paragraph) {
        assertThat(isLegal(paragraph)).isFalse();
    }

    @Test
    void disclaimerShouldBeLegalBelowALongText() {
        var words = new Words(SEED);
        words.add(Texts.words(1, 200));
        int above = words.count();
        words.add("This message is confidential and intended solely for the addressee.");

        assertThat(LEGAL.describe(words, above)).isTrue();
        assertThat(LEGAL.describe(words, 0)).isFalse();
    }

    @ParameterizedTest(name = "{0} cues among {1} words: {2}")
    @CsvSource({"1, 2, false", "2, 2, true", "2, 90, true", "2, 91, false", "3, 135, true", "3, 136, false"})
    void cuesShouldNotBeFewAmongManyWords(int cues, int words, boolean legal) {
        var paragraph = "confidencial ".repeat(cues) + "obra ".repeat(words - cues);

        assertThat(isLegal(paragraph)).isEqualTo(legal);
    }

    @Test
    void onlyTheParagraphShouldBeLookedAt() {
        var words = new Words(SEED);
        words.add("Mensaje confidencial para su destinatario.");
        var paragraph = words.count();
        words.add("La sesión será el jueves.");

        assertThat(LEGAL.describe(words, paragraph)).isFalse();
    }
}
