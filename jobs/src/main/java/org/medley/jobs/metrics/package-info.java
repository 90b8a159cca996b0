/** Figures of a night for monitoring, as an OpenMetrics text file. Knows Java alone. */
package org.medley.jobs.metrics;
