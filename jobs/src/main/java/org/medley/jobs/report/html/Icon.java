package org.medley.jobs.report.html;

/** Signs that differ in shape, so that they speak without colour; each stands beside its word. */
public enum Icon {
  /** A tick: good. */
  GOOD("M4 10.5 L8.2 14.7 L16 5.8"),
  /** An exclamation mark: with care. */
  CARE("M10 4 L10 11.5 M10 15 L10 15.6"),
  /** A cross: bad. */
  BAD("M5 5 L15 15 M15 5 L5 15"),
  /** A dash: not known. */
  UNKNOWN("M5 10 L15 10");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  /** The sign, hidden from screen readers, for which the word beside it stands. */
  public Element element() {
    return Element.of("svg", "icon " + name().toLowerCase(java.util.Locale.ROOT))
        .with("viewBox", "0 0 20 20")
        .with("width", "20")
        .with("height", "20")
        .with("aria-hidden", "true")
        .add(Element.of("circle").with("cx", "10").with("cy", "10").with("r", "10"))
        .add(Element.of("path").with("d", path));
  }
}
