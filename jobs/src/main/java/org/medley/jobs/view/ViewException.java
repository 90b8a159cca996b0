package org.medley.jobs.view;

/** What is wrong with a ViewDefinition, and where in it. */
public final class ViewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /** With the place in the definition, such as {@code select[0].forEach}, and the reason. */
  public ViewException(String path, String message) {
    super(message);
    this.path = path;
  }

  /** The place in the definition. */
  public String path() {
    return path;
  }
}
