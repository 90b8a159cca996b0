package org.medley.jobs.pharmacogene.definition;

import java.io.Serializable;
import java.util.List;

/**
 * Which of several diplotypes that unphased calls cannot tell apart is the common one.
 *
 * @param diplotypes names of those that must all be possible
 * @param pick the one of them to take
 */
public record Priority(List<String> diplotypes, String pick) implements Serializable {

  /** A priority with a list of its own. */
  public Priority {
    diplotypes = List.copyOf(diplotypes);
  }
}
