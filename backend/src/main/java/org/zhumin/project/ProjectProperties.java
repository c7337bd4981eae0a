package org.zhumin.project;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long things about projects take.
 *
 * @param voting how long a vote lasts that names no end
 * @param waitAfterMoving how long who has moved within the city waits to vote in the new place,
 *     unless the residence is verified
 * @param answerDays within how many working days an observation is answered
 * @param rectifyDays how many working days there are to make up for a missed milestone
 * @param minShown no average of an evaluation is shown for fewer votes
 */
@ConfigurationProperties("zhumin.project")
record ProjectProperties(
        @DefaultValue("P14D") Duration voting,
        @DefaultValue("P30D") Duration waitAfterMoving,
        @DefaultValue("5") int answerDays,
        @DefaultValue("10") int rectifyDays,
        @DefaultValue("10") int minShown) {}
