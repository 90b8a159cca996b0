package org.medley.models.retrain;

/**
 * The plan that is written before anything is seen: what is watched, when it acts, and how often a
 * model may change. The FDA calls such a plan a predetermined change control plan (final guidance,
 * August 2025).
 *
 * @param drift limits of the population stability index
 * @param calibration limits of calibration on matured labels
 * @param discrimination limits of the AUROC on matured labels
 * @param data limits of what arrives
 * @param pace how often a model may change
 * @param frozen whether a person holds the model as it is
 */
public record RetrainPolicy(
    Drift drift,
    Calibration calibration,
    Discrimination discrimination,
    Data data,
    Pace pace,
    boolean frozen) {
  /** The plan of a task that writes none. */
  public static final RetrainPolicy STANDARD =
      new RetrainPolicy(
          new Drift(0.10, 0.25, 0.20),
          new Calibration(0.8, 1.2, 0.1, 90, 2, 0.8, 0, 20),
          new Discrimination(0.02, 0.05),
          new Data(30, 4, 0.10),
          new Pace(14, 2, 30, 28, 0),
          false);

  /**
   * Limits of the population stability index. Below the sampling bound of 0.999 nothing counts.
   *
   * @param warn above it a covariate or the risk is named
   * @param act above it a covariate or the risk has drifted
   * @param importance share of the model that drifted covariates must carry together to matter
   */
  public record Drift(double warn, double act, double importance) {}

  /**
   * Calibration in windows of index times that do not overlap.
   *
   * @param leastSlope an interval of the slope wholly below acts
   * @param mostSlope an interval of the slope wholly above acts
   * @param inTheLarge calibration in the large nearer to zero than this never acts: with many
   *     members an interval excludes zero whatever it is
   * @param windowDays length of a window
   * @param running windows in a row whose interval in the large must exclude zero, on one side
   * @param matured share of a window's members with a known label below which it is not judged
   * @param lagDays days after the end of the time-at-risk until a label counts as known
   * @param leastEvents outcomes, and non-outcomes, that a window needs
   */
  public record Calibration(
      double leastSlope,
      double mostSlope,
      double inTheLarge,
      int windowDays,
      int running,
      double matured,
      int lagDays,
      int leastEvents) {}

  /**
   * Loss of AUROC against what is expected of the model on the members of the window.
   *
   * @param warn loss that cannot be ruled out at which it is named
   * @param act loss that cannot be ruled out at which it acts
   */
  public record Discrimination(double warn, double act) {}

  /**
   * What arrives.
   *
   * @param staleDays age in days of the newest record above which training is held
   * @param volume robust z of a night's records against the same weekday above which it is held
   * @param churn share of the cohort that came or left since the last release, for each night
   *     between, above which it is held
   */
  public record Data(int staleDays, double volume, double churn) {}

  /**
   * How often a model may change. Scheduled trainings count as updates and are not bound by it.
   *
   * @param coolDownDays days after an update in which no signal asks for another
   * @param most updates in a period beyond which no signal asks for another
   * @param periodDays length of the period
   * @param settleDays days that a break in the covariates holds before it asks for a refit
   * @param newEvents matured outcomes that the model has not seen and that ask for a refit; 0: none
   *     do
   */
  public record Pace(int coolDownDays, int most, int periodDays, int settleDays, int newEvents) {}
}
