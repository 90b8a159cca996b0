/**
 * The report on a release: one self-contained page. {@code content} holds what it says and
 * withholds small groups of people, {@code section} and {@code chart} write and draw it with the
 * elements of {@code html}; {@link org.medley.jobs.report.HtmlReport} puts the page together. Plain
 * Java: no Spark, no files, no clock.
 */
package org.medley.jobs.report;
