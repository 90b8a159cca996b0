package org.medley.models.hazard;

/** These rows have no fit of this kind; the message says why, as the end of a sentence. */
public final class NotFitted extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Why there is none where an unpenalised likelihood has no maximum. */
  public static final String NO_MAXIMUM =
      "the likelihood has no maximum, as where covariates separate those with the outcome from"
          + " those without; a larger penalty or fewer covariates help";

  /** With what is wrong, such as {@code nobody has the event}. */
  public NotFitted(String reason) {
    super(reason);
  }
}
