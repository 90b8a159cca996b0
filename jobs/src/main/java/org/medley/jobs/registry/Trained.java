package org.medley.jobs.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A model as its training left it. The constants name the notes of the training step.
 *
 * @param version identity of the model
 * @param digest of the model's files
 * @param referenceId vocabulary that it was fitted with
 * @param question digest of the cohort and covariate settings that it answers
 * @param by user of the process that trained it
 * @param time wall clock of the training, for people only
 * @param parent the model that it is an update of; empty: it was trained here
 * @param update how that was updated; empty: it was trained here
 */
public record Trained(
    String version,
    String digest,
    String referenceId,
    String question,
    String by,
    Instant time,
    String parent,
    String update) {
  /** Note: the identity of the model. */
  public static final String VERSION = "model_version";

  /**
   * Note: the digest of the model's files. It is no column of the registry, since MLlib stamps its
   * files with the time: a model that is fitted again is the same model in other files.
   */
  public static final String DIGEST = "model_digest";

  /** Note: the vocabulary that the model was fitted with. */
  public static final String REFERENCE_ID = "reference_id";

  /** Note: digest of the cohort and covariate settings. */
  public static final String QUESTION = "question";

  /** Note: user of the process. */
  public static final String BY = "by";

  /** Note: the model that this one is an update of; absent where it was trained. */
  public static final String PARENT = "parent_version";

  /** Note: how that was updated; absent where it was trained. */
  public static final String UPDATE = "update";

  /**
   * Note: a model that was validated on other data. Such an end of the training step repeats what
   * the last training left, and tells of no model.
   */
  public static final String VALIDATED = "validated_version";

  /** The model that {@code notes} tell of; empty where none was made. */
  public static Optional<Trained> of(Map<String, String> notes, Instant time) {
    return Optional.ofNullable(notes.get(VERSION))
        .filter(version -> !notes.containsKey(VALIDATED))
        .map(
            version ->
                new Trained(
                    version,
                    notes.get(DIGEST),
                    notes.get(REFERENCE_ID),
                    notes.getOrDefault(QUESTION, ""),
                    notes.getOrDefault(BY, ""),
                    time,
                    notes.getOrDefault(PARENT, ""),
                    notes.getOrDefault(UPDATE, "")));
  }

  /** Whether it is an update of another model, and not trained here. */
  public boolean updated() {
    return !update.isEmpty();
  }
}
