package org.medley.models.evaluate;

import java.util.List;

/**
 * A curve of an evaluation.
 *
 * @param name what it shows
 * @param method its estimator
 * @param columns what the numbers of a point are
 * @param points the points in order
 */
public record Curve(String name, String method, List<String> columns, List<double[]> points) {}
