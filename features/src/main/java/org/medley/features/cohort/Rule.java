package org.medley.features.cohort;

import java.util.function.Predicate;

/**
 * One line of the attrition.
 *
 * @param text the rule in words
 * @param passes whether a sample passes it
 */
record Rule(String text, Predicate<Sample> passes) {}
