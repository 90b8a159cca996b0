/**
 * Faults: nights as processes of their own that are killed, paused, starved or started twice, and
 * must end in the released rows of a night that was left alone.
 */
package org.medley.jobs.fault;
