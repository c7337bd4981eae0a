package org.zhumin.project;

/** What cached answers about projects depend on. */
final class ProjectTopics {
    /** Every public list. */
    static final String LISTS = "projects";

    private ProjectTopics() {}

    /** One project: its detail, timeline and file. */
    static String detail(ProjectId id) {
        return "project:" + id.value();
    }

    /** The running counts of one project. */
    static String tally(ProjectId id) {
        return "project-tally:" + id.value();
    }

    /** What residents have seen of one project. */
    static String observations(ProjectId id) {
        return "project-observations:" + id.value();
    }

    /** Everything that a change of this project makes stale. */
    static String[] of(Project changed) {
        return changed.state().isPublic()
                ? new String[] {LISTS, detail(changed.id()), tally(changed.id())}
                : new String[] {detail(changed.id())};
    }
}
