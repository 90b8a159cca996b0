/**
 * The night: a list of steps in order, each keyed by the digest of its code, its settings and the
 * keys of what it reads; a plan that says which must run and why; and the runner.
 */
package org.medley.jobs.night;
