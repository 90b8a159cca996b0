package org.medley.jobs.control;

import java.util.Map;

/**
 * Transaction versions handed to a step before it writes.
 *
 * @param versions Delta transaction version by application
 */
record Claim(Map<String, Long> versions) {}
