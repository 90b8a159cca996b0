/** The site as a whole: where its extracts are, what holds for all tasks, and the tasks. */
package org.medley.jobs.site;
