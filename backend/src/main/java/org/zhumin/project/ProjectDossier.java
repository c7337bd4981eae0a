package org.zhumin.project;

import org.zhumin.project.ObservationBodies.ObservationView;
import org.zhumin.project.ProjectView.EntryView;
import org.zhumin.project.VoteBodies.ResultView;
import org.zhumin.supervision.RectificationSummary;

import java.time.Instant;
import java.util.List;

/**
 * The whole public file of a project (项目档案), for reporting upward.
 *
 * @param timeline everything that happened, oldest first
 * @param results of every vote that was counted
 * @param observations at most {@value ProjectDossiers#MOST_OBSERVATIONS}, the latest
 * @param rectifications what was ordered about it
 */
record ProjectDossier(
        Instant asOf,
        ProjectView project,
        List<EntryView> timeline,
        List<ResultView> results,
        List<ObservationView> observations,
        List<RectificationSummary> rectifications) {}
