/** The gates that a task's risks must pass before they are published. */
package org.medley.jobs.audit;
