package org.medley.features.cohort;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over the events gives. Both tables are computed from {@code candidates}: persist
 * that before writing both, or the pass runs twice.
 *
 * @param candidates one row per candidate, passed or not; columns are the engine's own
 * @param samples one row per sample that passed every rule: subject, index time, trigger_time,
 *     label (1, 0 or null; by the rules of ACES the count), label_count, status, what is known of
 *     the time of the outcome, arm
 * @param members under the contract {@link org.medley.features.contract.Members}
 * @param attrition under the contract {@link org.medley.features.contract.Attrition}, one row per
 *     rule in order
 * @param armAttrition the same by arm, under {@link org.medley.features.contract.ArmAttrition}
 * @param followUps one row per sample that passed every rule and outcome asked for, under {@link
 *     org.medley.features.contract.FollowUps}
 */
public record Cohort(
    Dataset<Row> candidates,
    Dataset<Row> samples,
    Dataset<Row> members,
    Dataset<Row> attrition,
    Dataset<Row> armAttrition,
    Dataset<Row> followUps) {}
