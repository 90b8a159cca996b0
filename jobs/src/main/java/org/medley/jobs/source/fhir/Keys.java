package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.substring_index;

import org.apache.spark.sql.Column;

/** Keys of resources as views give them, {@code Type/id}. */
final class Keys {
  private Keys() {}

  /** The id in {@code key}. */
  static Column id(Column key) {
    return substring_index(key, "/", -1);
  }
}
