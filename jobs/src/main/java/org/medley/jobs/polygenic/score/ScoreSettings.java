package org.medley.jobs.polygenic.score;

import java.util.Map;
import org.medley.jobs.polygenic.match.MatchSettings;

/**
 * How scores are summed.
 *
 * @param imputes whether genotypes that are not known add what is expected; otherwise they are left
 *     out, and the denominator is smaller
 * @param rules how many copies calls count for
 * @param frequencies of alleles; where they say nothing, those of the samples are taken
 * @param sexes by the name of the sample, as far as they are known
 */
public record ScoreSettings(
    MatchSettings matching,
    boolean imputes,
    PloidyRules rules,
    Frequencies frequencies,
    Map<String, Sex> sexes) {}
