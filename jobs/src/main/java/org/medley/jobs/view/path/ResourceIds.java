package org.medley.jobs.view.path;

/** How the id of a resource is written (FHIR R4, data type id). */
public final class ResourceIds {
  /**
   * A regular expression for an id. Its characters are named one by one since Java looks those up
   * in a table, where it tries one range after the other.
   */
  public static final String PATTERN =
      "[ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.\\-]{1,64}+";

  private ResourceIds() {}
}
