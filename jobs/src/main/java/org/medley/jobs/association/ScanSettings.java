package org.medley.jobs.association;

import java.io.Serializable;
import java.util.Map;
import org.medley.jobs.polygenic.score.HalfCalls;
import org.medley.jobs.polygenic.score.Sex;
import org.medley.models.association.Traits;

/**
 * What is scanned for.
 *
 * @param traits of the samples, in the order of the first VCF file
 * @param sexCovariate whether the sex is a covariate more on X; not where it is one already
 * @param halfCalls what half-missing calls are taken for
 * @param sexes by the name of the sample, as far as they are known
 */
public record ScanSettings(
    Traits traits, boolean sexCovariate, HalfCalls halfCalls, Map<String, Sex> sexes)
    implements Serializable {}
