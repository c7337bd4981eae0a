package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.moderation.TextJudgement.Outcome;
import org.zhumin.platform.InvalidConfiguration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class WordListTest {
    private final WordList shipped = listIn(Path.of("config/moderation-words.txt"));

    private static WordList listIn(Path file) {
        return new WordList(new ModerationProperties(file.toString(), 10));
    }

    @ParameterizedTest
    @CsvSource({
        "路灯坏了三天,PASS",
        "'',PASS",
        "有人在小区里招嫖,REFUSE",
        "招 嫖,REFUSE",
        "招*嫖,REFUSE",
        "招\u200b嫖,REFUSE",
        "招　－嫖,REFUSE",
        "兼职刷单，高额返利,REVIEW",
        "这种人渣,REVIEW",
        "这种人渣还代开发票,REFUSE"
    })
    void judgesByTheShippedList(String text, Outcome outcome) {
        assertThat(shipped.judge(text).outcome()).isEqualTo(outcome);
        assertThat(shipped.judge(null, text).outcome()).isEqualTo(outcome);
    }

    @Test
    void namesTheSeverestReasonFirstAndEachOnce() {
        TextJudgement judgement = shipped.judge("人渣，去死吧，代开发票");
        assertThat(judgement.reasons()).containsExactly(ReasonCode.ILLEGAL, ReasonCode.ABUSE);
        assertThat(judgement.reason()).isEqualTo(ReasonCode.ILLEGAL);
    }

    @Test
    void readsFullWidthAndCase() throws IOException {
        assertThat(fileOf("REVIEW SPAM AbC1").judge("ａＢｃ１").outcome()).isEqualTo(Outcome.REVIEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASST ABUSE x", "REVIEW NO x", "REVIEW ABUSE", "word"})
    void refusesAMalformedLineAndNamesIt(String line) {
        assertThatThrownBy(() -> fileOf("# words\n" + line))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void refusesToStartWithoutTheFile() {
        assertThatThrownBy(() -> listIn(Path.of("config/no-such-file.txt")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("zhumin.moderation.words-file");
    }

    private static WordList fileOf(String content) throws IOException {
        Path file = Files.createTempFile("words", ".txt");
        try {
            Files.writeString(file, content);
            return listIn(file);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abc").ofMaxLength(12);
    }

    @Property(tries = 1000)
    void theMatcherFindsWhatContainsFinds(
            @ForAll("texts") String text, @ForAll List<@From("texts") String> words) {
        var builder = new WordMatcher.Builder<String>();
        words.forEach(word -> builder.add(word, word));
        Set<String> found = builder.build().find(text);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        words.stream()
                                .distinct()
                                .filter(word -> !word.isEmpty() && text.contains(word))
                                .toList());
    }
}
