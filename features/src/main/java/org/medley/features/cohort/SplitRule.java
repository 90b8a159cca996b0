package org.medley.features.cohort;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * A split into training and test: persons are assigned first, then samples. Without cutoff every
 * sample goes with its person. With one there is an embargo: a sample of a training person trains
 * if its target ends at or before the cutoff; a sample of a test person tests if its index is at or
 * after the cutoff; all others are embargoed.
 *
 * @param persons who trains and who tests
 * @param cutoff the instant; null: none
 */
public record SplitRule(Persons persons, Instant cutoff) implements Serializable {

  /** How persons are assigned. */
  public sealed interface Persons extends Serializable {}

  /**
   * At random.
   *
   * @param testShare share of persons who test, above 0 and below 1
   * @param seed of the draw
   */
  public record Drawn(double testShare, long seed) implements Persons {
    /** Checks the share. */
    public Drawn {
      if (!(testShare > 0 && testShare < 1)) {
        throw new IllegalArgumentException(
            "the test share " + testShare + " is not between 0 and 1");
      }
    }
  }

  /**
   * By facts without time, such as where a person is treated. Who tests by one of them does not
   * train; who neither tests nor trains is embargoed.
   *
   * @param test of which a test person has one at least
   * @param train of which a training person has one at least; empty: all others train
   */
  public record Stated(List<Predicate.Plain> test, List<Predicate.Plain> train) implements Persons {
    /** Checks that somebody may test. */
    public Stated {
      test = List.copyOf(test);
      train = List.copyOf(train);
      if (test.isEmpty()) {
        throw new IllegalArgumentException("nothing says who tests");
      }
    }
  }
}
