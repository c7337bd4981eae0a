/**
 * Votes (投票) of every kind and how they are counted. Knows no feature: a door says what is voted
 * on, who may, and until when. Rules are pure; stores and projections follow ADR 0023, 0024, 0027
 * and 0028.
 *
 * <ul>
 *   <li>step (步骤): 点 POINT, 盯 WATCH, 评 EVALUATE, 管 MANAGE, and what a resident says in each, see
 *       {@link org.zhumin.vote.Vote}
 *   <li>eligibility (投票资格): who may vote and what is still missing, see {@link
 *       org.zhumin.vote.EligibilityPolicy}
 *   <li>round (一轮预算投票): candidates (候选项目) under one budget, see {@link org.zhumin.vote.BallotBox}
 *   <li>approval (赞成制) and knapsack (预算内选择制): what a ballot (选票) may hold, see {@link
 *       org.zhumin.vote.BallotKind}
 *   <li>equal shares (均等份额法): every resident gets the same share of the budget, and projects are
 *       paid for by those who want them, see {@link org.zhumin.vote.CountingRule}
 *   <li>effective votes (有效支持票数): a project's cost divided by the most that one supporter pays
 *   <li>open tie (未决平局): a tie that no rule decides; the council decides it in public
 *   <li>commitment (承诺值), opening (开启值), leaf (叶), root (根), inclusion proof (包含证明): how anybody
 *       can check that a vote was counted, see {@link org.zhumin.vote.MerkleTree}
 *   <li>receipt (回执): names one version of a vote and says nothing about it
 *   <li>quarantine (隔离): a vote stays, but out of the count, with a reason; see {@link
 *       org.zhumin.vote.Quarantine}
 *   <li>tally (计票): the running count, see {@link org.zhumin.vote.Tally}
 *   <li>bundle (捆): votes, new or changed, that one instance puts in and that are counted together;
 *       batch (批): what is counted in one numbered step, bundles and other changes
 *   <li>pending (待过账): counted, seen by everybody, and not yet posted (过账) to the stored tallies
 * </ul>
 */
@NullMarked
package org.zhumin.vote;

import org.jspecify.annotations.NullMarked;
