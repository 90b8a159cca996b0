package org.medley.models.store;

/** A model folder is not what was saved, or not a model; nothing of it has been loaded. */
public final class ModelRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ModelRefused(String sentence) {
    super(sentence);
  }

  ModelRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
