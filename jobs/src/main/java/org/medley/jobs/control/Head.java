package org.medley.jobs.control;

import java.time.Instant;

/**
 * What the head row says beside its columns.
 *
 * @param expiresMillis when the lease runs out, milliseconds since the epoch
 * @param releaseId the current release; empty: none yet
 */
record Head(long expiresMillis, String releaseId) {
  Head(Instant expires, String releaseId) {
    this(expires.toEpochMilli(), releaseId);
  }

  static Head of(Entry lease) {
    return Json.read(lease.details(), Head.class);
  }

  Instant expires() {
    return Instant.ofEpochMilli(expiresMillis);
  }

  String json() {
    return Json.write(this);
  }
}
