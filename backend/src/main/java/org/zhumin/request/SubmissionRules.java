package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaTree;
import org.zhumin.area.GridIndex;
import org.zhumin.area.Located;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Identifier;
import org.zhumin.platform.problem.PlatformProblem;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From what a resident wrote to a {@link Draft} that the rules allow, or the refusal. */
@Component
class SubmissionRules {
    private static final int DERIVED_TITLE_CHARS = 30;

    private final Categories categories;
    private final AreaTree areas;
    private final GridIndex grids;

    SubmissionRules(Categories categories, AreaTree areas, GridIndex grids) {
        this.categories = categories;
        this.areas = areas;
        this.grids = grids;
    }

    /** What a resident submits. */
    Draft draftOf(SubmitBody body, Actor actor) {
        return draftOf(body, actor, new Origin(Channel.APP, null, body.onBehalfOf()));
    }

    Draft draftOf(SubmitBody body, Actor actor, Origin origin) {
        String content = Objects.requireNonNullElse(body.content(), "").strip();
        requireWords(content, body);
        Map<String, String> answers = Objects.requireNonNullElse(body.answers(), Map.of());
        checkCategory(body.kind(), body.categoryCode(), answers);
        return new Draft(
                body.kind(),
                body.categoryCode(),
                titleOf(body, content),
                content,
                placeOf(body, actor),
                answers,
                RequestMedia.distinct(body.mediaIds()),
                body.voiceMediaId(),
                origin,
                body.visibility() == Visibility.PUBLIC && body.kind() != RequestKind.REPORT);
    }

    /** Who has recorded a message need not write. */
    private static void requireWords(String content, SubmitBody body) {
        if (content.isEmpty() && body.voiceMediaId() == null) {
            throw PlatformProblem.INVALID
                    .problem()
                    .withErrors(List.of(FieldProblem.of("content", "field.required")))
                    .refusal();
        }
    }

    private void checkCategory(
            RequestKind kind, @Nullable String categoryCode, Map<String, String> answers) {
        if (categoryCode == null) {
            refuseAnswers(
                    answers.keySet().stream()
                            .map(code -> FieldProblem.of("answers." + code, "field.unknown"))
                            .toList());
            return;
        }
        Category category = categories.get(categoryCode);
        if (!category.kinds().contains(kind)) {
            throw RequestProblem.CATEGORY_NOT_FOR_KIND.refusal(category.name());
        }
        refuseAnswers(category.check(answers));
    }

    private static void refuseAnswers(List<FieldProblem> wrong) {
        if (!wrong.isEmpty()) {
            throw RequestProblem.ANSWERS_INVALID.problem().withErrors(wrong).refusal();
        }
    }

    private static String titleOf(SubmitBody body, String content) {
        if (body.title() != null && !body.title().isBlank()) {
            return body.title().strip();
        }
        // Masked before it is cut, since half a number would be found no more.
        String firstLine = PublicText.mask(content).strip().lines().findFirst().orElse("");
        return firstLine.codePointCount(0, firstLine.length()) <= DERIVED_TITLE_CHARS
                ? firstLine
                : firstLine.substring(0, firstLine.offsetByCodePoints(0, DERIVED_TITLE_CHARS))
                        + "…";
    }

    private Place placeOf(SubmitBody body, Actor actor) {
        SubmitBody.Location location = body.location();
        if (location != null) {
            var point = new GeoPoint(location.longitude(), location.latitude());
            Located located = grids.locate(point);
            List<AreaCode> path =
                    located.gridId() == null && body.areaCode() != null
                            ? pathOf(body.areaCode())
                            : located.path();
            Identifier grid = located.gridId();
            return new Place(path, grid == null ? null : grid.value(), point, location.address());
        }
        if (body.areaCode() != null) {
            return new Place(pathOf(body.areaCode()), null, null, null);
        }
        List<AreaCode> home = actor.residencePath();
        return new Place(home.isEmpty() ? areas.city().path() : home, null, null, null);
    }

    private List<AreaCode> pathOf(String code) {
        if (!AreaCode.isValid(code)) {
            throw RequestProblem.AREA_UNKNOWN.refusal();
        }
        return areas.find(new AreaCode(code))
                .map(Area::path)
                .orElseThrow(RequestProblem.AREA_UNKNOWN::refusal);
    }
}
