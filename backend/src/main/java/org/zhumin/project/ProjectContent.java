package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.util.List;

/**
 * What a project is, as staff wrote it.
 *
 * @param areaPath from the city down to the area whose residents vote
 * @param options what residents may ask for besides yes or no, such as where the bench stands
 * @param sourceRequestIds the requests that it grew from
 * @param implementer absent until it is known
 * @param programmeCode under which it runs in the city's plan
 */
public record ProjectContent(
        String title,
        String summary,
        String text,
        List<AreaCode> areaPath,
        long budgetYuan,
        @Nullable Place location,
        List<String> mediaIds,
        List<Option> options,
        List<String> sourceRequestIds,
        @Nullable Implementer implementer,
        @Nullable String fundingSource,
        @Nullable String programmeCode,
        Effect effect) {
    public ProjectContent {
        areaPath = List.copyOf(areaPath);
        mediaIds = List.copyOf(mediaIds);
        options = List.copyOf(options);
        sourceRequestIds = List.copyOf(sourceRequestIds);
    }

    AreaCode area() {
        return areaPath.getLast();
    }

    List<String> optionCodes() {
        return options.stream().map(Option::code).toList();
    }

    /** Whether what residents decide about is the same. */
    boolean isSameQuestion(ProjectContent other) {
        return title.equals(other.title)
                && areaPath.equals(other.areaPath)
                && budgetYuan == other.budgetYuan
                && options.equals(other.options)
                && effect == other.effect;
    }

    /** GCJ-02. */
    public record Place(double longitude, double latitude, @Nullable String address) {}

    /** What may be asked for. */
    public record Option(String code, String text) {}

    /** Who builds it, with the name as it was then. */
    public record Implementer(OrganizationId organizationId, String name) {}

    /** What the residents' vote does. */
    public enum Effect {
        /** 征求意见: the council decides, and says why. */
        ADVISORY,
        /** The residents' vote decides. */
        BINDING
    }
}
