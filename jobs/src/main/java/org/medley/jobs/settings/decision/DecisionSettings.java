package org.medley.jobs.settings.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Task;
import org.medley.features.covariate.FeatureSettings;
import org.medley.jobs.settings.Canonical;

/**
 * One decision, ready to run: a target trial and what is to become of its results. The digests name
 * what decides one part of the night each.
 *
 * @param name the file's name without its ending
 * @param description the question in words
 * @param randomised whether the options were assigned at random
 * @param exploratory why results are exploratory; empty: they are not
 * @param options two at least, in the order of the file
 * @param reference the option that the others are compared with
 * @param outcomes in the order of the file, a benefit and a harm among them
 * @param study whom the effects are learned from; scores those who started lately, where they are
 *     whom the decision is for
 * @param candidates whom the decision is for where they have not started: no arms; empty: those of
 *     {@code study}
 * @param features what is adjusted for
 * @param excluded codes that no covariate is made of: those of the options, and what the file adds
 * @param effects how effects are estimated
 * @param checks what the design must hold out
 * @param ranking how outcomes are weighed; empty: options are ranked by dominance
 * @param rules identifiers of the safety rules, or {@code all}
 * @param subgroups groupings in which the plan is shown
 * @param sensitive what covariates begin with without which the policy is learned again to compare
 * @param access who may see what
 * @param required whether a night ends with exit code 80 where checks of the design blind it
 */
public record DecisionSettings(
    String name,
    String description,
    boolean randomised,
    Optional<String> exploratory,
    List<OptionSettings> options,
    String reference,
    List<OutcomeSettings> outcomes,
    Task study,
    Optional<Task> candidates,
    FeatureSettings features,
    List<CodeMatch> excluded,
    EffectPlan effects,
    CheckSettings checks,
    Optional<Ranking> ranking,
    List<String> rules,
    List<String> subgroups,
    List<String> sensitive,
    Access access,
    boolean required) {
  /** Copies the lists. */
  public DecisionSettings {
    options = List.copyOf(options);
    outcomes = List.copyOf(outcomes);
    excluded = List.copyOf(excluded);
    rules = List.copyOf(rules);
    subgroups = List.copyOf(subgroups);
    sensitive = List.copyOf(sensitive);
  }

  /** Names of the options, the reference first. */
  public List<String> arms() {
    java.util.stream.Stream<String> others =
        options.stream().map(OptionSettings::name).filter(name -> !name.equals(reference));
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(reference), others).toList();
  }

  /** The option {@code name}. */
  public OptionSettings option(String name) {
    return options.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** Canonical text of what decides the cohort. */
  public String cohortDigest() {
    return Canonical.text(List.of(study, candidates));
  }

  /** Canonical text of what decides the covariates, given the cohort. */
  public String featuresDigest() {
    return Canonical.text(List.of(features, excluded, randomised));
  }

  /** Canonical text of what decides the effects, given cohort and covariates. */
  public String effectsDigest() {
    return Canonical.text(
        List.of(
            List.of(arms(), outcomes, effects, checks),
            List.of(randomised, subgroups, sensitive, access.personRows())));
  }

  /** Canonical text of what decides what is published, given effects and safety. */
  public String planDigest() {
    return Canonical.text(
        List.of(options, outcomes, Map.of("ranking", ranking, "why", exploratory), access));
  }
}
