package org.medley.jobs.source.fhir;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Names concepts as {@link CodeSystems#concept} says. */
public final class ConceptNames implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final UTF8String SEPARATOR = UTF8String.fromString("//");

  private final Map<String, String> byUri;
  private final String source;
  private transient Map<UTF8String, UTF8String> known;
  private transient UTF8String own;

  ConceptNames(Map<String, String> byUri, String source) {
    this.byUri = new HashMap<>(byUri);
    this.source = source;
  }

  /** {@code SYSTEM//CODE}; null if {@code code} is. */
  public UTF8String name(UTF8String uri, UTF8String code) {
    return code == null ? null : UTF8String.concat(system(uri), SEPARATOR, code);
  }

  private UTF8String system(UTF8String uri) {
    if (known == null) {
      known = new HashMap<>();
      byUri.forEach(
          (each, system) -> known.put(UTF8String.fromString(each), UTF8String.fromString(system)));
      own = UTF8String.fromString(source.toUpperCase(Locale.ROOT));
    }
    return uri == null ? own : known.getOrDefault(uri, uri);
  }

  @Override
  public String toString() {
    return "concepts of " + source;
  }
}
