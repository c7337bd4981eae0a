package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.web.HotGet;
import org.zhumin.platform.web.PublicRead;
import org.zhumin.vote.Votes;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The running counts of a project; {@link VoteController} answers the same. */
@Component
class TallyGet implements HotGet {
    /** The engine drops the answer with every change of a tally. */
    private static final Duration TTL = Duration.ofSeconds(5);

    private final ProjectStages stages;
    private final ProjectTallies tallies;

    TallyGet(ProjectStages stages, ProjectTallies tallies) {
        this.stages = stages;
        this.tallies = tallies;
    }

    @Override
    public String path() {
        return "/api/v1/projects/{id}/tally";
    }

    @Override
    public PublicRead read(String id, Locale locale) {
        ProjectId projectId = ProjectId.of(id);
        return new PublicRead(
                TTL,
                Set.of(
                        Votes.topic(ProjectPolls.subject(projectId)),
                        ProjectTopics.tally(projectId)),
                () -> stages.getPublic(projectId).flatMap(tallies::of));
    }
}
