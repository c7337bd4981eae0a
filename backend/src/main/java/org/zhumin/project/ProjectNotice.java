package org.zhumin.project;

import org.zhumin.notice.NoticeType;

/**
 * What residents are told about projects that they follow. The texts get {0} the title and {1} what
 * the sentence names.
 */
enum ProjectNotice implements NoticeType {
    COUNTED("project.counted"),
    DECIDED("project.decided"),
    ADVANCED("project.advanced"),
    SELECTED("project.selected"),
    SHELVED("project.shelved"),
    EXTENDED("project.extended"),
    MILESTONE_DONE("project.milestone-done"),
    MILESTONE_MISSED("project.milestone-missed"),
    EVALUATED("project.evaluated"),
    EVALUATED_AGAIN("project.evaluated-again"),
    /** To who wrote it. */
    OBSERVATION_ANSWERED("project.observation-answered");

    private final String code;

    ProjectNotice(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
