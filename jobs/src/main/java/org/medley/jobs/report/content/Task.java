package org.medley.jobs.report.content;

import java.util.Optional;

/**
 * The question that a task asks.
 *
 * @param name the task
 * @param description the question in words
 * @param horizonDays length of the time-at-risk
 * @param exploratory why the results are not for use; empty where they may be used
 */
public record Task(
    String name, String description, int horizonDays, Optional<String> exploratory) {}
