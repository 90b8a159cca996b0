package org.medley.jobs.pull.http;

import java.time.Duration;

/**
 * How long a pull waits for a server.
 *
 * @param connect until a connection stands
 * @param answer until the head of an answer is there
 * @param idle between two pieces of a body
 * @param patience for a server that says it is busy or failing for now, since it last answered
 *     otherwise
 * @param giveUp for an export that is under way, since this command began to ask
 * @param attempts calls in a row that may end without any answer
 */
public record Limits(
    Duration connect,
    Duration answer,
    Duration idle,
    Duration patience,
    Duration giveUp,
    int attempts) {

  /** What holds where the site says nothing. */
  public static final Limits STANDARD =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          Duration.ofMinutes(30),
          Duration.ofHours(12),
          6);
}
