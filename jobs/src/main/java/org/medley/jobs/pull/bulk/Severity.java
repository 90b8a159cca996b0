package org.medley.jobs.pull.bulk;

import java.util.Locale;

/** How bad an issue of an OperationOutcome is (http://hl7.org/fhir/issue-severity), from good. */
public enum Severity {
  SUCCESS,
  INFORMATION,
  WARNING,
  ERROR,
  FATAL;

  /** The severity of that code; what is no code counts as an error. */
  static Severity of(String code) {
    for (Severity severity : values()) {
      if (severity.code().equals(code)) {
        return severity;
      }
    }
    return ERROR;
  }

  /** The code. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
