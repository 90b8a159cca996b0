/**
 * How fast extracts are read, on this machine: {@code mvn verify -Pbench}. Figures are printed, not
 * asserted.
 */
package org.medley.jobs.bench;
