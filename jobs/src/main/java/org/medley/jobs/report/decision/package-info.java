/** The page on one decision: design, checks, effects, and who is recommended what. */
package org.medley.jobs.report.decision;
