package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.PabulibFile.Table;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

class PabulibTest {
    @Test
    void readsARealFile() {
        PabulibFile file = Wieliczka.file();
        assertThat(file.meta()).containsEntry("rule", "equalshares/add1").hasSize(16);
        assertThat(file.ballots()).hasSize(6586);
        assertThat(file.ballots().getFirst()).containsExactly("70", "20", "21", "25", "6");
        assertThat(file.projects().column("name"))
                .anyMatch(name -> name.contains("w Parku \"Stok pod Baranem\" - wykonane"));
        BallotBox box = file.ballotBox();
        assertThat(IntStream.range(0, 64).mapToObj(box::votes).map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(file.projects().column("votes"));
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        PabulibFile file = Wieliczka.file();
        assertThat(PabulibText.read(PabulibText.write(file))).isEqualTo(file);
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.strings()
                .withChars(";\"\r\n, aMETA路\uFEFF")
                .ofMaxLength(6)
                .injectDuplicates(0.1)
                .edgeCases(edges -> edges.add("META", "PROJECTS", "VOTES", "", "\"", "\r\n"));
    }

    @Provide
    Arbitrary<Table> tables() {
        return Arbitraries.integers()
                .between(1, 3)
                .flatMap(
                        columns -> {
                            Arbitrary<List<String>> row = fields().list().ofSize(columns);
                            return Combinators.combine(row, row.list().ofMaxSize(4)).as(Table::new);
                        });
    }

    @Property
    void anyTextSurvives(
            @ForAll("tables") Table projects,
            @ForAll("tables") Table votes,
            @ForAll("fields") String key,
            @ForAll("fields") String value) {
        var file = new PabulibFile(Map.of(key, value), projects, votes);
        assertThat(PabulibText.read(PabulibText.write(file))).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "key;value\n",
                "META\nkey;value\na;b;c\n",
                "META\nkey;value\n\"a;b\n",
                "META\nkey;value\n\"a\"b;c\n",
                "META\nkey;value\na;b\nPROJECTS\nproject_id;cost\n"
            })
    void refusesWhatIsNoSuchFile(String text) {
        assertThatThrownBy(() -> PabulibText.read(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PabulibExport export(BallotBox box) {
        var outcome = (Decided) CountingRule.EQUAL_SHARES.count(box, TieBreak.BY_RULE);
        var names = new LinkedHashMap<String, String>();
        box.candidates().forEach(one -> names.put(one.id(), "项目; \"" + one.id() + "\""));
        var about =
                new PabulibExport.About(
                        "民生实事",
                        "贵阳",
                        "南明区",
                        "2026",
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 3, 31),
                        5);
        return new PabulibExport(about, box, BallotKind.APPROVAL, names, outcome);
    }

    @Test
    void anExportCanBeCountedAgainByAnybody() {
        BallotBox box = Wieliczka.file().ballotBox();
        PabulibExport export = export(box);
        String text = PabulibText.write(export.file(new Random(1)));
        PabulibFile read = PabulibText.read(text);
        assertThat(read.meta())
                .containsEntry("num_votes", "6586")
                .containsEntry("rule", "equalshares/add1")
                .containsEntry("date_begin", "01.03.2026")
                .containsEntry("currency", "CNY");
        Decided again =
                (Decided) CountingRule.EQUAL_SHARES.count(read.ballotBox(), TieBreak.BY_RULE);
        assertThat(again).isEqualTo(export.outcome());
        assertThat(read.selected()).isEqualTo(again.fundedIds());
    }

    @Test
    void twoExportsShareNeitherIdsNorOrder() {
        PabulibExport export = export(Wieliczka.file().ballotBox());
        Table one = export.file(new Random(1)).votes();
        Table other = export.file(new Random(2)).votes();
        assertThat(Set.copyOf(one.column("voter_id"))).hasSize(6586);
        assertThat(one.column("voter_id")).doesNotContainAnyElementsOf(other.column("voter_id"));
        assertThat(one.column("vote"))
                .isNotEqualTo(other.column("vote"))
                .containsExactlyInAnyOrderElementsOf(other.column("vote"));
        assertThat(one.columns()).containsExactly("voter_id", "vote");
    }
}
