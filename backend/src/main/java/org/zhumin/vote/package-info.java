/**
 * Votes (投票) of every kind and how they are counted. Knows no feature: a door says what is voted
 * on, who may, and until when. Everything here is a pure rule.
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
 *   <li>tally (计票): the running count, see {@link org.zhumin.vote.Tally}
 * </ul>
 */
@NullMarked
package org.zhumin.vote;

import org.jspecify.annotations.NullMarked;
