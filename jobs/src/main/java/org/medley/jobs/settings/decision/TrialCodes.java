package org.medley.jobs.settings.decision;

/** Codes under which facts of {@code clinical.outcomes} join the events of a decision. */
public final class TrialCodes {
  /** What the code of an arm begins with. */
  public static final String ARM = "TRIAL_ARM//";

  /** What the code of an endpoint that was reached begins with. */
  public static final String ENDPOINT = "ENDPOINT//";

  private TrialCodes() {}

  /** The code of the start of {@code arm}. */
  public static String arm(String arm) {
    return ARM + arm;
  }

  /** The code of reaching {@code endpoint}. */
  public static String endpoint(String endpoint) {
    return ENDPOINT + endpoint;
  }
}
