/** Decisions: files that put a question of treatment as a target trial. */
package org.medley.jobs.settings.decision;
