/**
 * The steps of the night. Each reads what its input steps wrote, calls pure functions of the
 * modules below, and replaces its slices.
 */
package org.medley.jobs.step;
