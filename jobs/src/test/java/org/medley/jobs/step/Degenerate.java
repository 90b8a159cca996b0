package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Cases in which there is little or nothing to learn or to judge. Of 60 people every second one is
 * a test member. Covariate 0 moves the risk much where the case does not say otherwise.
 */
enum Degenerate {
  ONE_SUBJECT("The outcomes or non-outcomes of one-subject all fall on people of one of 2 folds"),
  NO_OUTCOME("No training member of no-outcome has the outcome, so there is nothing to learn"),
  ALL_ALIKE("AUROC 0.500, lower bound 0.500"),
  CONSTANT_BESIDE(""),
  FEW_EVENTS("AUROC"),
  NO_TEST_OUTCOME("no test result with an interval"),
  NO_TEST_LABEL("no test result with an interval");

  static final int PEOPLE = 60;

  /** The beginning of what the first gate that refuses says; empty: none refuses. */
  final String refusal;

  /**
   * A member.
   *
   * @param year of the index time
   * @param label null: unknown
   */
  record Member(long person, int year, Double label, String split, double[] values) {}

  Degenerate(String refusal) {
    this.refusal = refusal;
  }

  /** The task. */
  String task() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether there is anything to train on. */
  boolean trains() {
    return ordinal() >= ALL_ALIKE.ordinal();
  }

  /** How many covariates the vocabulary has. */
  int covariates() {
    return switch (this) {
      case CONSTANT_BESIDE -> 2;
      case FEW_EVENTS -> 12;
      default -> 1;
    };
  }

  /** The members. */
  List<Member> members() {
    return switch (this) {
      case ONE_SUBJECT ->
          List.of(
              new Member(1, 2021, 1.0, "train", new double[] {1}),
              new Member(1, 2022, 0.0, "train", new double[] {0}));
      default -> people();
    };
  }

  private List<Member> people() {
    List<Member> members = new ArrayList<>();
    for (long person = 1; person <= PEOPLE; person++) {
      String split = person % 2 == 0 ? "test" : "train";
      members.add(new Member(person, 2021, label(person, split), split, values(person)));
    }
    return members;
  }

  private double[] values(long person) {
    SplittableRandom random = new SplittableRandom(1000 + person);
    double[] values = new double[covariates()];
    for (int j = 0; j < values.length; j++) {
      boolean constant = this == ALL_ALIKE || this == CONSTANT_BESIDE && j == 1;
      values[j] = constant ? 1 : random.nextInt(2);
    }
    return values;
  }

  private Double label(long person, String split) {
    double flag = new SplittableRandom(1000 + person).nextInt(2);
    double usual = new SplittableRandom(person).nextDouble() < 0.1 + 0.8 * flag ? 1.0 : 0.0;
    boolean test = split.equals("test");
    return switch (this) {
      case NO_OUTCOME -> 0.0;
      case FEW_EVENTS -> person % 12 < 3 && person % 12 > 0 ? 1.0 : 0.0;
      case NO_TEST_OUTCOME -> test ? Double.valueOf(0) : usual;
      case NO_TEST_LABEL -> test ? null : usual;
      default -> usual;
    };
  }
}
