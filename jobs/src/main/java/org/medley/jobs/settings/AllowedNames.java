package org.medley.jobs.settings;

import java.util.Set;

/**
 * The names that a task may use for what other code implements.
 *
 * @param covariateFamilies keys of the covariate families
 * @param modelFamilies keys of the model families
 * @param calibrations ways to calibrate
 * @param subgroups groupings of people
 */
public record AllowedNames(
    Set<String> covariateFamilies,
    Set<String> modelFamilies,
    Set<String> calibrations,
    Set<String> subgroups) {}
