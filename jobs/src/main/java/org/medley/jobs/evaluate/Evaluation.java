package org.medley.jobs.evaluate;

import java.util.List;
import java.util.Map;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Metric;

/**
 * What was found about the predictions of a file.
 *
 * @param outcome {@code binary}, {@code survival} or {@code competing-risks}
 * @param rows in the file
 * @param n rows judged
 * @param events outcomes among them, by the horizon
 * @param subjects among them
 * @param excluded rows not judged, by the column in which a value is missing
 * @param notes what a reader should know, as sentences
 * @param metrics the numbers
 * @param curves the curves
 */
public record Evaluation(
    String outcome,
    long rows,
    long n,
    long events,
    long subjects,
    Map<String, Long> excluded,
    List<String> notes,
    List<Metric> metrics,
    List<Curve> curves) {}
