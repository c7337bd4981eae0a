package org.zhumin.project;

import static org.zhumin.project.ProjectState.DRAFT;
import static org.zhumin.project.ProjectState.EVALUATE;
import static org.zhumin.project.ProjectState.MANAGE;
import static org.zhumin.project.ProjectState.POINT;
import static org.zhumin.project.ProjectState.SHELVED;
import static org.zhumin.project.ProjectState.WATCH;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The one table of what may be done to a project: from which states, by whom, where it leads, and
 * on which further condition. Checks, {@code allowedActions} and the tests are made from it.
 */
public enum ProjectAction {
    /** 修改. What residents vote on is frozen while they do. */
    EDIT(from(DRAFT, WATCH, MANAGE), by(Party.COUNCIL), to(), ProjectEntry.Type.EDITED),
    /** 可行性审核: mandatory for a candidate of a round. */
    REVIEW(from(DRAFT), by(Party.COUNCIL), to(), ProjectEntry.Type.REVIEWED),
    /** 发布: residents may vote. */
    PUBLISH(from(DRAFT), by(Party.COUNCIL), to(POINT), ProjectEntry.Type.PUBLISHED),
    /** 计票: what the closed POINT vote said. */
    COUNT_POINT(from(POINT), by(Party.SYSTEM), to(), ProjectEntry.Type.COUNTED),
    /** 票决. */
    DECIDE(from(POINT), by(Party.COUNCIL), to(), ProjectEntry.Type.DECIDED),
    /** 进入下一步. */
    ADVANCE(
            from(POINT, WATCH, EVALUATE, MANAGE),
            by(Party.COUNCIL),
            to(WATCH, EVALUATE, MANAGE, ProjectState.CLOSED),
            ProjectEntry.Type.ADVANCED),
    /** 入选: the round gave it the money. */
    SELECT(from(POINT), by(Party.SYSTEM), to(WATCH), ProjectEntry.Type.SELECTED),
    /** 暂缓. While residents vote only a supervisor may stop it, or the round that it is in. */
    SHELVE(
            from(DRAFT, POINT, WATCH, EVALUATE, MANAGE),
            by(Party.COUNCIL, Party.SUPERVISOR, Party.SYSTEM),
            to(SHELVED),
            ProjectEntry.Type.SHELVED),
    /** 延长投票: in public, and never by who asks the question. */
    EXTEND(from(POINT, EVALUATE), by(Party.SUPERVISOR), to(), ProjectEntry.Type.EXTENDED),
    ADD_MILESTONE(
            from(DRAFT, WATCH),
            by(Party.COUNCIL, Party.IMPLEMENTER),
            to(),
            ProjectEntry.Type.MILESTONE_ADDED),
    UPDATE_MILESTONE(
            from(DRAFT, WATCH, EVALUATE),
            by(Party.COUNCIL, Party.IMPLEMENTER),
            to(),
            ProjectEntry.Type.MILESTONE_UPDATED),
    /** 节点逾期: the day has passed; an order to put it right follows. */
    MISS_MILESTONE(from(WATCH), by(Party.SYSTEM), to(), ProjectEntry.Type.MILESTONE_MISSED),
    /** 评价结果: what the closed EVALUATE vote said. */
    COUNT_EVALUATION(from(EVALUATE), by(Party.SYSTEM), to(), ProjectEntry.Type.EVALUATED),
    /** 重新评价: a second vote with a count of its own. */
    RE_EVALUATE(
            from(EVALUATE, MANAGE),
            by(Party.COUNCIL, Party.SUPERVISOR),
            to(EVALUATE),
            ProjectEntry.Type.EVALUATED_AGAIN);

    @SuppressWarnings("ImmutableEnumChecker") // of List.of, as are the next two
    private final List<ProjectState> from;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Party> parties;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ProjectState> targets;

    private final ProjectEntry.Type type;

    ProjectAction(
            List<ProjectState> from,
            List<Party> parties,
            List<ProjectState> targets,
            ProjectEntry.Type type) {
        this.from = from;
        this.parties = parties;
        this.targets = targets;
        this.type = type;
    }

    private static List<ProjectState> from(ProjectState... states) {
        return List.of(states);
    }

    private static List<Party> by(Party... parties) {
        return List.of(parties);
    }

    private static List<ProjectState> to(ProjectState... states) {
        return List.of(states);
    }

    List<ProjectState> from() {
        return from;
    }

    /** Who may act; whoever is several acts as the first. */
    List<Party> parties() {
        return parties;
    }

    /** Where it may lead; empty where the state stays. */
    List<ProjectState> targets() {
        return targets;
    }

    ProjectEntry.Type type() {
        return type;
    }

    /** What somebody may do now with a project in this state. */
    static List<ProjectAction> allowedIn(ProjectState state) {
        return Arrays.stream(values())
                .filter(action -> action.from.contains(state))
                .filter(action -> !action.parties.equals(List.of(Party.SYSTEM)))
                .toList();
    }

    /** The same, but what the dates forbid. */
    static List<ProjectAction> allowedFor(Project project, Instant now) {
        boolean voting = project.isVoteOpen(now);
        return allowedIn(project.state()).stream()
                .filter(action -> !voting || (action != ADVANCE && action != RE_EVALUATE))
                .toList();
    }

    /** Who acts. */
    public enum Party {
        /** 议事会、居委会、社区服务中心 of the area, or of one above it. */
        COUNCIL,
        /** 实施单位: who acts for the organisation that builds it. */
        IMPLEMENTER,
        /** 督查 of the area. */
        SUPERVISOR,
        /** 系统: the service itself. */
        SYSTEM
    }
}
