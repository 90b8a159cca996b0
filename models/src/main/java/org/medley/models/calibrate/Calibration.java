package org.medley.models.calibrate;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/**
 * How log odds become a calibrated risk.
 *
 * @param kind what was fitted
 * @param intercept added to the log odds; 0 for none and isotonic
 * @param slope multiplies the log odds; 1 but for logistic
 * @param knots of the isotonic fit, ascending, interpolated linearly between; else empty
 * @param events outcomes that it was fitted on
 * @param update line through the log odds of the risk so far, from other data than the model's;
 *     null, as in models of older releases, is {@link Update#NONE}
 */
public record Calibration(
    Kind kind, double intercept, double slope, List<Knot> knots, long events, Update update)
    implements Serializable {

  /** Fewer events than this allow an intercept only. */
  public static final int INTERCEPT_BELOW = 50;

  /** Up to this many events allow intercept and slope; more allow an isotonic fit. */
  public static final int LOGISTIC_UP_TO = 1000;

  /** Kinds of calibration. */
  public enum Kind {
    /** The log odds as they are. */
    NONE,
    /** A shift of the log odds. */
    INTERCEPT,
    /** A line through the log odds (Platt 1999). */
    LOGISTIC,
    /** A monotone step function (Zadrozny and Elkan 2002). */
    ISOTONIC
  }

  /** A point of the isotonic fit. */
  public record Knot(double logOdds, double risk) implements Serializable {}

  /**
   * A later recalibration: the log odds of a risk become {@code intercept + slope} times them.
   *
   * @param intercept 0 changes nothing
   * @param slope 1 changes nothing
   */
  public record Update(double intercept, double slope) implements Serializable {
    /** Changes nothing. */
    public static final Update NONE = new Update(0, 1);

    /** This update and then {@code next}. */
    public Update then(Update next) {
      return new Update(next.intercept + next.slope * intercept, next.slope * slope);
    }

    /** The updated risk; the same number where nothing changes. */
    public double of(double risk) {
      return equals(NONE) ? risk : LogisticFit.expit(intercept + slope * LogisticFit.logit(risk));
    }
  }

  /** Copies the knots. */
  public Calibration {
    knots = List.copyOf(knots);
    update = update == null ? Update.NONE : update;
  }

  /** A calibration without a later update. */
  public Calibration(Kind kind, double intercept, double slope, List<Knot> knots, long events) {
    this(kind, intercept, slope, knots, events, Update.NONE);
  }

  /** No calibration. */
  public static Calibration none() {
    return new Calibration(Kind.NONE, 0, 1, List.of(), 0);
  }

  /** The same with {@code next} after all that is there. */
  public Calibration updated(Update next) {
    return new Calibration(kind, intercept, slope, knots, events, update.then(next));
  }

  /** The kind that so many events allow: {@code auto}. */
  public static Kind allowed(long events) {
    if (events < INTERCEPT_BELOW) {
      return Kind.INTERCEPT;
    }
    return events <= LOGISTIC_UP_TO ? Kind.LOGISTIC : Kind.ISOTONIC;
  }

  /**
   * Fits {@code kind} to out-of-fold log odds. Where a line does not converge or would turn the
   * order of the risks round, a shift is fitted instead.
   *
   * @param outOfFold scores are log odds of models that did not see the sample
   */
  public static Calibration fit(Kind kind, Predictions outOfFold) {
    long events = outOfFold.events();
    return switch (kind) {
      case NONE -> none();
      case INTERCEPT -> shift(outOfFold);
      case LOGISTIC -> {
        double[][] design = new double[outOfFold.size()][];
        Arrays.setAll(design, i -> new double[] {1, outOfFold.score()[i]});
        double[] line = coefficients(design, outOfFold, new double[design.length]);
        yield line[1] > 0
            ? new Calibration(kind, line[0], line[1], List.of(), events)
            : shift(outOfFold);
      }
      case ISOTONIC ->
          new Calibration(
              kind,
              0,
              1,
              Isotonic.knots(outOfFold.label(), outOfFold.score(), outOfFold.weight()).stream()
                  .map(knot -> clipped(knot, outOfFold.size()))
                  .toList(),
              events);
    };
  }

  /** The risk of {@code logOdds}, strictly between 0 and 1. */
  public double risk(double logOdds) {
    if (kind == Kind.ISOTONIC) {
      return update.of(interpolated(logOdds));
    }
    double line = intercept + slope * logOdds;
    return LogisticFit.expit(update.intercept + update.slope * line);
  }

  /** The risks of a column of log odds. */
  public Column risk(Column logOdds) {
    UDF1<Double, Double> risk = this::risk;
    return udf(risk, DataTypes.DoubleType).apply(logOdds);
  }

  private double interpolated(double logOdds) {
    int high = 0;
    int end = knots.size();
    while (high < end) {
      int middle = (high + end) >>> 1;
      if (knots.get(middle).logOdds < logOdds) {
        high = middle + 1;
      } else {
        end = middle;
      }
    }
    if (high == 0) {
      return knots.get(0).risk;
    }
    if (high == knots.size()) {
      return knots.get(high - 1).risk;
    }
    Knot below = knots.get(high - 1);
    Knot above = knots.get(high);
    double share = (logOdds - below.logOdds) / (above.logOdds - below.logOdds);
    return below.risk + share * (above.risk - below.risk);
  }

  private static Calibration shift(Predictions p) {
    double[][] ones = new double[p.size()][];
    Arrays.setAll(ones, i -> new double[] {1});
    double shift = coefficients(ones, p, p.score())[0];
    return new Calibration(
        Kind.INTERCEPT, Double.isNaN(shift) ? 0 : shift, 1, List.of(), p.events());
  }

  private static double[] coefficients(double[][] design, Predictions p, double[] offset) {
    return LogisticFit.fit(design, p.label(), offset, p.weight(), null).coefficients();
  }

  private static Knot clipped(Knot knot, int size) {
    double least = 1 / (size + 2.0);
    return new Knot(knot.logOdds, Math.min(Math.max(knot.risk, least), 1 - least));
  }
}
