package org.medley.jobs.settings;

import org.medley.models.retrain.RetrainPolicy;

/** Reads the block {@code retrain} of a task: when its model is updated, and when it is held. */
final class RetrainBlock {
  private static final RetrainPolicy STANDARD = RetrainPolicy.STANDARD;
  private static final int YEARS = 3650;
  private static final int MANY = 1_000_000_000;

  private RetrainBlock() {}

  /** The plan; standard values stand in after problems were noted. */
  static RetrainPolicy read(Section top) {
    try (Section block = top.section("retrain")) {
      return new RetrainPolicy(
          drift(block),
          calibration(block),
          discrimination(block),
          data(block),
          pace(block),
          block.flag("frozen", false));
    }
  }

  private static RetrainPolicy.Drift drift(Section retrain) {
    RetrainPolicy.Drift standard = STANDARD.drift();
    try (Section block = retrain.section("drift")) {
      double warn = within(block, "warn", standard.warn(), 0, 10);
      return new RetrainPolicy.Drift(
          warn,
          within(block, "act", Math.max(standard.act(), warn), warn, 10),
          within(block, "importance", standard.importance(), 0, 1));
    }
  }

  private static RetrainPolicy.Calibration calibration(Section retrain) {
    RetrainPolicy.Calibration standard = STANDARD.calibration();
    try (Section block = retrain.section("calibration")) {
      double least = within(block, "least-slope", standard.leastSlope(), 0, 10);
      return new RetrainPolicy.Calibration(
          least,
          within(block, "most-slope", Math.max(standard.mostSlope(), least), least, 10),
          within(block, "in-the-large", standard.inTheLarge(), 0, 5),
          whole(block, "window-days", standard.windowDays(), 1, YEARS),
          whole(block, "running", standard.running(), 1, 8),
          within(block, "matured", standard.matured(), 0, 1),
          whole(block, "lag-days", standard.lagDays(), 0, YEARS),
          whole(block, "least-events", standard.leastEvents(), 2, MANY));
    }
  }

  private static RetrainPolicy.Discrimination discrimination(Section retrain) {
    RetrainPolicy.Discrimination standard = STANDARD.discrimination();
    try (Section block = retrain.section("discrimination")) {
      double warn = within(block, "warn", standard.warn(), 0, 0.5);
      return new RetrainPolicy.Discrimination(
          warn, within(block, "act", Math.max(standard.act(), warn), warn, 0.5));
    }
  }

  private static RetrainPolicy.Data data(Section retrain) {
    RetrainPolicy.Data standard = STANDARD.data();
    try (Section block = retrain.section("data")) {
      return new RetrainPolicy.Data(
          whole(block, "stale-days", standard.staleDays(), 0, YEARS),
          within(block, "volume", standard.volume(), 1, 1000),
          within(block, "churn", standard.churn(), 0, 1));
    }
  }

  private static RetrainPolicy.Pace pace(Section retrain) {
    RetrainPolicy.Pace standard = STANDARD.pace();
    try (Section block = retrain.section("pace")) {
      return new RetrainPolicy.Pace(
          whole(block, "cool-down-days", standard.coolDownDays(), 0, YEARS),
          whole(block, "most", standard.most(), 1, YEARS),
          whole(block, "period-days", standard.periodDays(), 1, YEARS),
          whole(block, "settle-days", standard.settleDays(), 1, YEARS),
          whole(block, "new-events", standard.newEvents(), 0, MANY));
    }
  }

  private static double within(
      Section block, String key, double standard, double least, double most) {
    double value = block.number(key, standard);
    if (!(value >= least && value <= most)) {
      block.problem(key, "is " + value, "write a number from " + least + " to " + most);
      return standard;
    }
    return value;
  }

  private static int whole(Section block, String key, int standard, int least, int most) {
    long value = block.integer(key, standard);
    if (value < least || value > most) {
      block.problem(key, "is " + value, "write a whole number from " + least + " to " + most);
      return standard;
    }
    return (int) value;
  }
}
