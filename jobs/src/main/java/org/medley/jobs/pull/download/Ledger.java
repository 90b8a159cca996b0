package org.medley.jobs.pull.download;

import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a source that were downloaded, by name.
 *
 * @param files by name below the landing folder
 */
record Ledger(Map<String, Entry> files) {
  /** Nothing downloaded. */
  static final Ledger EMPTY = new Ledger(Map.of());

  /** Copies the map. */
  Ledger {
    files = new TreeMap<>(files);
  }

  /**
   * One file as it was fetched.
   *
   * @param address where from, without query
   * @param tag its entity tag; empty where the server gave none
   * @param modified its time of change as the server wrote it; empty where it gave none
   * @param bytes its size
   * @param sha256 its digest
   */
  record Entry(String address, String tag, String modified, long bytes, String sha256) {}
}
