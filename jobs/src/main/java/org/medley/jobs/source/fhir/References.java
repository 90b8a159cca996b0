package org.medley.jobs.source.fhir;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.view.path.ResourceIds;

/** What a literal reference names (FHIR R4, section 2.3.0). */
final class References {
  private static final Pattern PATIENT =
      Pattern.compile("(?:^|/)Patient/(" + ResourceIds.PATTERN + ")(?:/_history/.*)?\\z");

  private static final String RELATIVE = "Patient/";

  private References() {}

  /**
   * The id in {@code reference}, relative, absolute or of a version, to a Patient; null for
   * references to anything else, within the resource, by identifier, or null.
   */
  static String patient(String reference) {
    if (reference == null) {
      return null;
    }
    if (reference.startsWith(RELATIVE) && ResourceIds.isId(reference, RELATIVE.length())) {
      return reference.substring(RELATIVE.length());
    }
    Matcher matcher = PATIENT.matcher(reference);
    return matcher.find() ? matcher.group(1) : null;
  }
}
