package org.medley.models.train;

/** No model can be fitted to these members; the message says why, in a sentence. */
public final class NotTrainable extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public NotTrainable(String sentence) {
    super(sentence);
  }
}
