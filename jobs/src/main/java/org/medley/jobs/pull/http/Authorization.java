package org.medley.jobs.pull.http;

import java.util.Optional;

/** Who gives the value of the header {@code Authorization}. */
public interface Authorization {
  /** No authorisation. */
  Authorization NONE =
      new Authorization() {
        @Override
        public Optional<String> header() {
          return Optional.empty();
        }

        @Override
        public boolean renew() {
          return false;
        }
      };

  /** The value to send now; empty where there is none. */
  Optional<String> header();

  /** Forgets what was given, after the server refused it; false if there is nothing else to try. */
  boolean renew();
}
