/** Charts, one class each: numbers in, a figure with its finding and its table out. */
package org.medley.jobs.report.chart;
