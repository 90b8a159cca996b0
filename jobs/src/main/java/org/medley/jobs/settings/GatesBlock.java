package org.medley.jobs.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medley.models.promotion.PromotionSettings;

/** Reads the block {@code gates} of a task: when a new model takes the place of the champion. */
final class GatesBlock {
  private static final double MOST_MARGIN = 0.5;
  private static final double MOST_SLOPE = 10;
  private static final double MOST_IN_THE_LARGE = 5;
  private static final double MOST_CHANGE = 10;

  private GatesBlock() {}

  /**
   * The settings; the standard ones after problems were noted.
   *
   * @param exploratory whether the task accepts few outcomes; then its gates do by default
   */
  static PromotionSettings read(Section top, boolean exploratory) {
    try (Section block = top.section("gates");
        Section calibration = block.section("calibration")) {
      double margin = within(block, "margin", PromotionSettings.MARGIN, 0, MOST_MARGIN);
      double subgroups =
          within(block, "subgroup-margin", PromotionSettings.SUBGROUP_MARGIN, 0, MOST_MARGIN);
      double least =
          within(calibration, "least-slope", PromotionSettings.LEAST_SLOPE, 0, MOST_SLOPE);
      double most =
          within(
              calibration,
              "most-slope",
              Math.max(PromotionSettings.MOST_SLOPE, least),
              least,
              MOST_SLOPE);
      double inTheLarge =
          within(calibration, "in-the-large", PromotionSettings.IN_THE_LARGE, 0, MOST_IN_THE_LARGE);
      boolean accept =
          block.one("too-few", new TreeMap<>(Map.of("accept", true, "person", false)), exploratory);
      return new PromotionSettings(
          margin, subgroups, least, most, inTheLarge, alerts(block), accept);
    }
  }

  private static Optional<PromotionSettings.Alerts> alerts(Section gates) {
    if (gates.value("alerts").isEmpty()) {
      return Optional.empty();
    }
    try (Section block = gates.section("alerts")) {
      if (block.value("threshold").isEmpty()) {
        block.problem("threshold", "is missing", "write the risk at which somebody is alerted");
      }
      double threshold = within(block, "threshold", 0.5, 0, 1);
      double least = within(block, "least", 0, 0, 1);
      double most = within(block, "most", Math.max(1, least), least, 1);
      Optional<Double> change =
          block.value("change").isEmpty()
              ? Optional.empty()
              : Optional.of(within(block, "change", 0, 0, MOST_CHANGE));
      return Optional.of(new PromotionSettings.Alerts(threshold, least, most, change));
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
}
