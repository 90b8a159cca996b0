/** Reads the safety rules and what they need to know: the files of {@code conf/safety}. */
package org.medley.jobs.safety;
