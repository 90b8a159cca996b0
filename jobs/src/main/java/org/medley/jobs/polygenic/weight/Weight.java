package org.medley.jobs.polygenic.weight;

/**
 * One row of a scoring file.
 *
 * @param line of the file, from 1
 * @param variant what is known of it, for the log alone where the weight cannot be scored
 * @param effect what copies add; null where the weight cannot be scored
 * @param unscorable why it cannot be scored; null: it can
 */
public record Weight(long line, Variant variant, Effect effect, Category unscorable) {}
