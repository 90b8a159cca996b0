/** One person's options on one page: for the clinician, and in plain words for the person. */
package org.medley.jobs.report.person;
