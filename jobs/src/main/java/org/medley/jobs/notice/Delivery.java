package org.medley.jobs.notice;

import java.io.IOException;

/** Hands one notice over. */
@FunctionalInterface
public interface Delivery {
  /** What became of it. */
  enum Result {
    /** It was taken. */
    TAKEN,
    /** This notice was refused for good; others may be taken. */
    REFUSED,
    /** Nothing is taken now. */
    DOWN
  }

  /**
   * Sends {@code notice}; comes back within seconds whatever the receiver does.
   *
   * @throws IOException if it cannot be reached
   */
  Result send(Notice notice) throws IOException;

  /** How {@code target} is reached. */
  static Delivery to(Target target) {
    return target.url().isPresent()
        ? new HttpDelivery(target.url().get(), target.tokenFile())
        : new CommandDelivery(target.command());
  }
}
