package org.medley.jobs.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which column of a file holds what, by the names in the file; null or empty where there is none.
 *
 * @param label binary outcome; null: the outcome is an event in time
 * @param positive value of {@code label} that is the outcome; null: 1, true, yes and the like
 * @param time of the event or of the end of follow-up
 * @param event 0 censored, 1 the event, above 1 a competing event
 * @param score predicted risk, or any score that rises with it
 * @param scoreIs what {@code score} and {@code compare} are
 * @param compare a second score of the same rows
 * @param linear linear predictor
 * @param weight of the row
 * @param subject whom the row belongs to
 * @param groups columns whose values are subgroups
 */
public record PredictionColumns(
    String label,
    String positive,
    String time,
    String event,
    String score,
    ScoreIs scoreIs,
    String compare,
    String linear,
    String weight,
    String subject,
    List<String> groups) {
  static final String ROW = "row";
  static final String LABEL = "label";
  static final String TIME = "time";
  static final String EVENT = "event";
  static final String SCORE = "score";
  static final String COMPARE = "compare";
  static final String LINEAR = "linear-predictor";
  static final String WEIGHT = "weight";
  static final String SUBJECT = "subject";
  static final String GROUP = "group-";

  /** What a score of an event in time is. */
  public enum ScoreIs {
    /** Probability of the event by the horizon. */
    RISK,
    /** Probability of being free of the event at the horizon. */
    SURVIVAL
  }

  /** Copies the list. */
  public PredictionColumns {
    groups = List.copyOf(groups);
  }

  /** Whether the outcome is an event in time. */
  public boolean survival() {
    return label == null;
  }

  /** The columns that are there, by what they are for. */
  Map<String, String> named() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(LABEL, label);
    all.put(TIME, time);
    all.put(EVENT, event);
    all.put(SCORE, score);
    all.put(COMPARE, compare);
    all.put(LINEAR, linear);
    all.put(WEIGHT, weight);
    all.put(SUBJECT, subject);
    all.values().removeIf(name -> name == null);
    for (int g = 0; g < groups.size(); g++) {
      all.put(GROUP + g, groups.get(g));
    }
    return all;
  }

  /** What a row must have to be counted; a value of a group need not be known. */
  List<String> required() {
    List<String> required = new ArrayList<>(named().keySet());
    required.removeIf(name -> name.startsWith(GROUP));
    return required;
  }
}
