/** Sections of the page, one class each, in the order of the page. */
package org.medley.jobs.report.section;
