package org.medley.features.cohort;

/**
 * Something wrong with a task.
 *
 * @param path the key path in the task
 * @param what is wrong
 * @param remedy what to do
 */
public record TaskProblem(String path, String what, String remedy) {
  @Override
  public String toString() {
    return path + ": " + what + "; " + remedy;
  }
}
