package org.medley.jobs.polygenic.match;

import java.io.Serializable;

/**
 * Which matches count; the defaults of pgsc_calc are neither, and 0.75.
 *
 * @param keepAmbiguous whether A/T and C/G count, taken to be on the strand of the VCF file
 * @param keepMultiallelic whether sites of several alternates count
 * @param minOverlap share of a file's weights that must count, from 0 to 1, for it to be scored
 */
public record MatchSettings(boolean keepAmbiguous, boolean keepMultiallelic, double minOverlap)
    implements Serializable {}
