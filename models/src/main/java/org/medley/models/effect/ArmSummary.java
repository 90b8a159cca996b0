package org.medley.models.effect;

import org.medley.models.statistics.Estimate;

/**
 * An arm of a study.
 *
 * @param name of the arm
 * @param rows used, that received it
 * @param outcome their mean outcome, weighted where outcomes are censored
 * @param adjusted mean outcome had everybody (or the overlap population) received it
 */
public record ArmSummary(String name, long rows, double outcome, Estimate adjusted) {}
