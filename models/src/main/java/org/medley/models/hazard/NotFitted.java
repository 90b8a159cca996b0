package org.medley.models.hazard;

/** These rows have no fit of this kind; the message says why, as the end of a sentence. */
public final class NotFitted extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, such as {@code nobody has the event}. */
  public NotFitted(String reason) {
    super(reason);
  }
}
