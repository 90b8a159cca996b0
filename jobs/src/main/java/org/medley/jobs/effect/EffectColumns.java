package org.medley.jobs.effect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which column of a table is what.
 *
 * @param treatment arm that was received
 * @param outcome a number, or a binary outcome; null with an event in time
 * @param time to the event or to the end of follow-up; null without
 * @param event 0 censored, 1 the event, 2 and more competing; null without
 * @param subject whom a row belongs to; null: each row is a subject
 * @param covariates empty: all other columns
 * @param negativeControls outcomes on which the treatment has no effect
 * @param groups by which people are grouped, to see what the policy does to each; may be covariates
 * @param sensitive covariates without which the policy is learnt again
 * @param weight how many people of the population a row stands for; null: each for one
 */
public record EffectColumns(
    String treatment,
    String outcome,
    String time,
    String event,
    String subject,
    List<String> covariates,
    List<String> negativeControls,
    List<String> groups,
    List<String> sensitive,
    String weight) {
  /** Copies the lists. */
  public EffectColumns {
    covariates = List.copyOf(covariates);
    negativeControls = List.copyOf(negativeControls);
    groups = List.copyOf(groups);
    sensitive = List.copyOf(sensitive);
  }

  /** Where no group of people is looked at, and each row stands for one. */
  public EffectColumns(
      String treatment,
      String outcome,
      String time,
      String event,
      String subject,
      List<String> covariates,
      List<String> negativeControls) {
    this(
        treatment,
        outcome,
        time,
        event,
        subject,
        covariates,
        negativeControls,
        List.of(),
        List.of(),
        null);
  }

  /** Whether the outcome is an event in time. */
  public boolean survival() {
    return time != null;
  }

  /** The columns that are no covariates, by what they are. */
  Map<String, String> roles() {
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("treatment", treatment);
    roles.put("outcome", outcome);
    roles.put("time", time);
    roles.put("event", event);
    roles.put("subject", subject);
    roles.put("weight", weight);
    for (int c = 0; c < negativeControls.size(); c++) {
      roles.put("negative-" + c, negativeControls.get(c));
    }
    roles.values().removeIf(name -> name == null);
    return roles;
  }

  /** What is wrong with the names alone, as sentences. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    List<String> named = new ArrayList<>(roles().values());
    named.addAll(covariates);
    named.stream()
        .filter(name -> named.indexOf(name) != named.lastIndexOf(name))
        .distinct()
        .forEach(name -> problems.add("column %s is named twice".formatted(name)));
    sensitive.stream()
        .filter(
            name ->
                roles().containsValue(name)
                    || (!covariates.isEmpty() && !covariates.contains(name)))
        .forEach(name -> problems.add("sensitive column %s is no covariate".formatted(name)));
    groups.stream()
        .filter(name -> groups.indexOf(name) != groups.lastIndexOf(name))
        .distinct()
        .forEach(name -> problems.add("group column %s is named twice".formatted(name)));
    return problems;
  }
}
