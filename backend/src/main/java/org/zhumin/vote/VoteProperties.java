package org.zhumin.vote;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How votes are counted.
 *
 * @param review for how long after the close votes may still be kept out, appealed for and let in
 *     again; the count waits for it. Zero: until the close only
 */
@ConfigurationProperties("zhumin.vote")
record VoteProperties(@DefaultValue("PT0S") Duration review) {}
