package org.medley.jobs.question;

/** Where the questions of a card come from. */
public enum Framework {
  /** The source attributes of predictive decision support, 45 CFR 170.315(b)(11)(iv)(B). */
  HTI_1("hti-1", "HTI-1 source attributes", "45 CFR 170.315(b)(11)(iv)(B)"),
  /** TRIPOD+AI, the reporting guideline for prediction models. */
  TRIPOD_AI("tripod-ai", "TRIPOD+AI", "Collins et al., BMJ 2024;385:e078378"),
  /**
   * PROBAST+AI, by which assessors judge quality, risk of bias and applicability. The run shows
   * them evidence and never judges itself.
   */
  PROBAST_AI("probast-ai", "PROBAST+AI worksheet", "Moons et al., BMJ 2025;388:e082505");

  private final String key;
  private final String title;
  private final String citation;

  Framework(String key, String title, String citation) {
    this.key = key;
    this.title = title;
    this.citation = citation;
  }

  /** Its name in files. */
  public String key() {
    return key;
  }

  /** Its name on pages. */
  public String title() {
    return title;
  }

  /** Whether its questions are for an assessor, who finds evidence here and no answers. */
  public boolean worksheet() {
    return this == PROBAST_AI;
  }

  /** Where it is published. */
  public String citation() {
    return citation;
  }
}
