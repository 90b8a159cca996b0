package org.medley.jobs.view.suite;

/**
 * How a case of a suite ended.
 *
 * @param file name of its file
 * @param title its title
 * @param ok whether all is as expected
 * @param message what is not; empty if all is
 */
public record CaseResult(String file, String title, boolean ok, String message) {
  static CaseResult of(String file, String title, String message) {
    return new CaseResult(file, title, message.isEmpty(), message);
  }
}
