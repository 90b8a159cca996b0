package org.medley.jobs.workbench;

import org.medley.jobs.report.html.Element;

/**
 * A chart of the report with its numbers.
 *
 * @param html the chart
 * @param text its numbers as lines
 */
public record Picture(Element html, String text) implements Shown {}
