package org.medley.jobs.settings.decision;

import java.util.List;
import java.util.Optional;
import org.medley.features.cohort.CodeSet;

/**
 * One option of a decision.
 *
 * @param name as in tables
 * @param words as people read it
 * @param predicate the predicate whose occurrence starts the option
 * @param ingredients codes of the ingredients that it stands for, for safety rules
 * @param codes further codes that it stands for, for safety rules; empty: none
 */
public record OptionSettings(
    String name,
    String words,
    String predicate,
    List<String> ingredients,
    Optional<CodeSet> codes) {}
