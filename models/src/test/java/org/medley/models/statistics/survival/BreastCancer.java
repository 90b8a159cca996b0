package org.medley.models.statistics.survival;

import java.util.Arrays;

/**
 * Five years without recurrence or death in Rotterdam and GBSG, prepared as Giardiello et al (Ann
 * Intern Med 2023;176:105) did: nodes cut at 19, progesterone receptors at 1360, splines with knots
 * (0, 1, 9) and (0, 41, 486), size in three classes, follow-up cut at five years.
 */
public record BreastCancer(double[] time, boolean[] event, double[][] design) {
  /** The horizon. */
  public static final double YEARS = 5;

  private static final double DAYS = 365.25;
  private static final RestrictedCubicSpline NODES = new RestrictedCubicSpline(0, 1, 9);
  private static final RestrictedCubicSpline RECEPTORS = new RestrictedCubicSpline(0, 41, 486);

  /** Where the models were developed. */
  public static BreastCancer rotterdam(boolean receptors) {
    Table table = Table.read("rotterdam.csv");
    double[] recurrence = table.numbers("rtime");
    double[] death = table.numbers("dtime");
    int[] recurred = table.whole("recur");
    int[] died = table.whole("death");
    String[] size = table.texts("size");
    double[] time = new double[table.size()];
    boolean[] event = new boolean[table.size()];
    double[] class2 = new double[table.size()];
    double[] class3 = new double[table.size()];
    for (int i = 0; i < time.length; i++) {
      boolean deathOnly = recurred[i] == 0 && died[i] == 1 && recurrence[i] < death[i];
      time[i] = (deathOnly ? death[i] : recurrence[i]) / DAYS;
      event[i] = recurred[i] + died[i] > 0;
      class2[i] = size[i].equals("20-50") ? 1 : 0;
      class3[i] = size[i].equals(">50") ? 1 : 0;
    }
    return prepared(table, time, event, class2, class3, receptors);
  }

  /** Where the models are judged. */
  public static BreastCancer gbsg(boolean receptors) {
    Table table = Table.read("gbsg.csv");
    double[] size = table.numbers("size");
    double[] time = Arrays.stream(table.numbers("rfstime")).map(t -> t / DAYS).toArray();
    int[] status = table.whole("status");
    boolean[] event = new boolean[time.length];
    for (int i = 0; i < time.length; i++) {
      event[i] = status[i] == 1;
    }
    double[] class2 = Arrays.stream(size).map(s -> s > 20 && s <= 50 ? 1 : 0).toArray();
    double[] class3 = Arrays.stream(size).map(s -> s > 50 ? 1 : 0).toArray();
    return prepared(table, time, event, class2, class3, receptors);
  }

  /** The Cox model of these people. */
  public CoxFit fit() {
    double[] ones = new double[time.length];
    Arrays.fill(ones, 1);
    return CoxFit.fit(time, event, design, ones);
  }

  /** Risks by {@code horizon} that {@code fit} predicts here. */
  public TimedPredictions predictions(CoxFit fit, double horizon) {
    long[] subject = new long[time.length];
    Arrays.setAll(subject, i -> i);
    double[] ones = new double[time.length];
    Arrays.fill(ones, 1);
    int[] cause = new int[time.length];
    Arrays.setAll(cause, i -> event[i] ? 1 : 0);
    return TimedPredictions.of(
        subject,
        time,
        cause,
        Arrays.stream(design).mapToDouble(row -> fit.risk(horizon, row)).toArray(),
        Arrays.stream(design).mapToDouble(fit::linear).toArray(),
        ones);
  }

  private static BreastCancer prepared(
      Table table,
      double[] time,
      boolean[] event,
      double[] class2,
      double[] class3,
      boolean receptors) {
    double[] nodes = table.numbers("nodes");
    double[] grade = table.numbers("grade");
    double[] pgr = table.numbers("pgr");
    double[][] design = new double[time.length][];
    for (int i = 0; i < time.length; i++) {
      double[] node = NODES.row(Math.min(nodes[i], 19));
      double[] receptor = RECEPTORS.row(Math.min(pgr[i], 1360));
      double third = grade[i] >= 3 ? 1 : 0;
      design[i] =
          receptors
              ? new double[] {
                class2[i], class3[i], node[0], node[1], third, receptor[0], receptor[1]
              }
              : new double[] {class2[i], class3[i], node[0], node[1], third};
      event[i] = event[i] && time[i] <= YEARS;
      time[i] = Math.min(time[i], YEARS);
    }
    return new BreastCancer(time, event, design);
  }
}
