/** Elements of the page: the one place that escapes and the one place that draws. */
package org.medley.jobs.report.html;
