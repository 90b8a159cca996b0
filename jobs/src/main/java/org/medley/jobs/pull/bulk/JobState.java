package org.medley.jobs.pull.bulk;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must be known of an export across a kill.
 *
 * @param scope what it covers
 * @param purpose why it was asked for
 * @param since transaction time of the export that it builds on; empty: none
 * @param status address of its status
 * @param folder name of the hidden folder of its files
 * @param transactionTime of its manifest; empty until it is known
 * @param done the files that are whole, by name
 * @param landing the name under which it lands; empty until all files are there
 */
record JobState(
    String scope,
    Purpose purpose,
    String since,
    String status,
    String folder,
    String transactionTime,
    Map<String, DoneFile> done,
    String landing) {

  /** Copies the map. */
  JobState {
    done = new LinkedHashMap<>(done);
  }

  /** The same with the time of its manifest. */
  JobState at(String time) {
    return new JobState(scope, purpose, since, status, folder, time, done, landing);
  }

  /** The same with all files there, about to land as {@code name}. */
  JobState landingAs(String name) {
    return new JobState(scope, purpose, since, status, folder, transactionTime, done, name);
  }

  /** The same with one more file that is whole. */
  JobState with(String file, DoneFile finished) {
    Map<String, DoneFile> more = new LinkedHashMap<>(done);
    more.put(file, finished);
    return new JobState(scope, purpose, since, status, folder, transactionTime, more, landing);
  }
}
