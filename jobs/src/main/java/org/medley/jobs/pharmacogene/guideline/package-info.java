/** What guidelines advise for the calls of a sample. */
package org.medley.jobs.pharmacogene.guideline;
