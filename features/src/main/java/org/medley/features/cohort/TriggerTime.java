package org.medley.features.cohort;

/**
 * One trigger of one subject. Times are microseconds.
 *
 * @param moment where windows hang: when the trigger had happened and was known
 * @param event when it happened
 */
record TriggerTime(long moment, long event) {}
