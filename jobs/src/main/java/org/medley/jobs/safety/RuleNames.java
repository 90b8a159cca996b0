package org.medley.jobs.safety;

import java.util.Map;
import java.util.Set;
import org.medley.features.safety.Analyte;

/**
 * What rules may refer to.
 *
 * @param drugs ingredients and classes
 * @param groups names of groups of allergens
 * @param analytes by name
 */
record RuleNames(DrugNames drugs, Set<String> groups, Map<String, Analyte> analytes) {}
