package org.medley.models.external;

/** A model cannot be judged on, or updated for, these data; the message is a sentence. */
public final class NotValidated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For the reason {@code sentence}. */
  public NotValidated(String sentence) {
    super(sentence);
  }
}
