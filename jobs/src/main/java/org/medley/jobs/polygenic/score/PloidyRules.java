package org.medley.jobs.polygenic.score;

import java.io.Serializable;

/**
 * How calls are counted where that is not plain.
 *
 * @param maleX copies of a lone allele on X
 * @param halfCalls what half-missing calls are taken for
 */
public record PloidyRules(MaleX maleX, HalfCalls halfCalls) implements Serializable {}
