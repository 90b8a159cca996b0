package org.medley.jobs.card;

import java.util.Optional;

/** Something that the run knows. */
@FunctionalInterface
interface Fact {
  /** The fact in words; empty where the run does not know. */
  Optional<String> of(CardData data);
}
