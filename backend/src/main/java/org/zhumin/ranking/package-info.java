/**
 * Rankings (排名): how organisations answer requests, by three rates, for each month, area and level.
 *
 * <ul>
 *   <li>response, solution, satisfaction (响应率、解决率、满意率): see {@link RankingTable}
 *   <li>formula (计分办法): {@link RankingFormula}, data with a version
 *   <li>tally (计数): the counts of one month, area and level, see {@link Tally}
 *   <li>projection (汇总): keeps the tallies in step with the requests, see {@link RankingProjector}
 *   <li>period (考核月): {@link RankingPeriod}; freeze (封账), objection (异议), publish (公布)
 *   <li>edition (版次): one frozen state of a period, see {@link Edition}
 *   <li>roster (参评单位): who might have been asked, see {@link Roster}
 * </ul>
 */
@NullMarked
package org.zhumin.ranking;

import org.jspecify.annotations.NullMarked;
