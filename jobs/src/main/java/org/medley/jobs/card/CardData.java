package org.medley.jobs.card;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.settings.TaskSettings;

/**
 * What the facts of a card are made from. Counts of people below the site's minimum are withheld
 * already.
 *
 * @param report what the report on the release says
 * @param task the task
 * @param periods times of the members by split
 * @param predictors covariates of the model by family
 * @param demographics covariates of people themselves, in words
 * @param people members of training and test by group
 * @param versions models that the registry has of the task
 * @param retrainDays age in days at which a model is trained anew
 */
public record CardData(
    ReportData report,
    TaskSettings task,
    List<Period> periods,
    List<Family> predictors,
    List<String> demographics,
    List<People> people,
    long versions,
    int retrainDays) {

  /** Copies the lists. */
  public CardData {
    periods = List.copyOf(periods);
    predictors = List.copyOf(predictors);
    demographics = List.copyOf(demographics);
    people = List.copyOf(people);
  }

  /** What the task file says, by key. */
  Map<String, String> words() {
    return task.card();
  }

  /**
   * When members of a split were looked at.
   *
   * @param split the split
   * @param first day of the first index time
   * @param last day of the last index time
   * @param end last day of any time-at-risk
   */
  public record Period(String split, LocalDate first, LocalDate last, LocalDate end) {}

  /**
   * Covariates of one family.
   *
   * @param name the family
   * @param covariates how many
   * @param values those that are missing where absent, and not zero
   * @param known mean share of training members who have such a value, from 0 to 1
   */
  public record Family(String name, long covariates, long values, double known) {}

  /**
   * People of one split in one group.
   *
   * @param split training or test
   * @param grouping such as sex
   * @param group such as female
   * @param people how many, {@code <11} where too few
   * @param share of the split, in words; empty where too few
   */
  public record People(String split, String grouping, String group, String people, String share) {}
}
