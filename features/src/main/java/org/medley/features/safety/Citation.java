package org.medley.features.safety;

/**
 * Where a rule comes from.
 *
 * @param source what to read: label, guideline or paper
 * @param version its date or edition
 * @param licence under which terms its facts stand here
 */
public record Citation(String source, String version, String licence) {}
