package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.request.Similarity.Likely;
import org.zhumin.request.Similarity.Nearby;
import org.zhumin.request.Similarity.Wanted;

import java.util.List;
import java.util.stream.IntStream;

class SimilarityTest {
    private static final GeoPoint HERE = new GeoPoint(106.712, 26.579);
    private static final Similarity SIMILARITY =
            new Similarity(DeadlineFixture.categories().parents(), 250);

    private static Nearby nearby(String id, String title, String beginning, String category) {
        return at(HERE, id, title, beginning, category);
    }

    private static Nearby at(
            GeoPoint place, String id, String title, String beginning, String category) {
        return new Nearby(new RequestId(id), title, beginning, category, 0, place);
    }

    private static List<String> rank(String category, String text, Nearby... candidates) {
        return SIMILARITY.rank(new Wanted(HERE, category, text), List.of(candidates), 10).stream()
                .map(likely -> likely.nearby().id().value())
                .toList();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "roads-lamp, 巷口的路灯又不亮了, lamp",
        "roads-lamp, 晚上回家路上黑漆漆的路灯坏了好几天, lamp",
        "environment-waste, 楼下垃圾堆了三天没人清运臭得很, waste",
        ", 垃圾没人清运, waste",
        "environment-noise, 夜里工地施工噪音太大睡不着, noise",
        ", 半夜工地还在施工吵得睡不着觉, noise",
        "utilities-water, 水压太低三楼以上用水困难, water",
        "roads-surface, 人行道地砖松动下雨溅水, paving"
    })
    void theSameThingInOtherWordsComesFirst(String category, String text, String expected) {
        assertThat(
                        rank(
                                category,
                                text,
                                nearby("lamp", "路灯不亮", "巷口路灯坏了三天，晚上老人出门看不见路", "roads-lamp"),
                                nearby(
                                        "waste",
                                        "垃圾无人清运",
                                        "单元楼下的垃圾桶已经满了，三天没有人来清运，夏天臭得很",
                                        "environment-waste"),
                                nearby(
                                        "noise",
                                        "工地夜间施工扰民",
                                        "对面工地半夜还在施工，噪音太大，孩子睡不着",
                                        "environment-noise"),
                                nearby("water", "自来水水压低", "高峰时段水压太低，四楼用水困难", "utilities-water"),
                                nearby(
                                        "paving",
                                        "人行道地砖松动",
                                        "小区门口人行道好几块地砖松动，下雨天一踩就溅水",
                                        "roads-surface")))
                .first()
                .isEqualTo(expected);
    }

    @Test
    void whatIsAboutSomethingElseIsNotShown() {
        assertThat(
                        rank(
                                "roads-lamp",
                                "巷口路灯不亮",
                                nearby("dog", "有人遛狗不牵绳", "傍晚广场上大型犬乱跑", "environment"),
                                nearby("lift", "电梯停运", "三号楼电梯停了两天", "housing-lift")))
                .isEmpty();
    }

    @Test
    void theSameCategoryCountsMoreThanASisterAndThatMoreThanNone() {
        String text = "这里该修一修了";
        assertThat(
                        rank(
                                "roads-lamp",
                                text,
                                nearby("none", "这里该修修", "", null),
                                nearby("sister", "这里该修修", "", "roads-surface"),
                                nearby("same", "这里该修修", "", "roads-lamp")))
                .containsExactly("same", "sister", "none");
    }

    @Test
    void theNearerIsLikelierWhenAllElseIsEqual() {
        assertThat(
                        rank(
                                null,
                                "路灯不亮",
                                at(new GeoPoint(106.714, 26.579), "far", "路灯不亮", "", null),
                                nearby("near", "路灯不亮", "", null)))
                .containsExactly("near", "far");
    }

    @Test
    void withoutWordsAndCategoryTheNearestComeFirst() {
        assertThat(
                        rank(
                                null,
                                "",
                                at(new GeoPoint(106.713, 26.579), "far", "电梯停运", "", null),
                                nearby("near", "路灯不亮", "", null)))
                .containsExactly("near", "far");
    }

    @Test
    void guessedDigitsChangeNothing() {
        var candidate = nearby("lamp", "路灯不亮，联系13800001234", "", null);
        double without = score("路灯不亮，联系", candidate);
        assertThat(score("路灯不亮，联系13800001234", candidate)).isEqualTo(without);
    }

    private static double score(String text, Nearby candidate) {
        Likely found =
                SIMILARITY.rank(new Wanted(HERE, null, text), List.of(candidate), 1).getFirst();
        return found.score();
    }

    @Test
    void noMoreThanAskedForAndInAFixedOrder() {
        Nearby[] equal =
                IntStream.range(0, 30)
                        .mapToObj(i -> nearby("id%02d".formatted(29 - i), "路灯不亮", "", null))
                        .toArray(Nearby[]::new);
        assertThat(rank(null, "路灯不亮", equal))
                .hasSize(10)
                .isSorted()
                .startsWith("id00")
                .endsWith("id09");
    }
}
