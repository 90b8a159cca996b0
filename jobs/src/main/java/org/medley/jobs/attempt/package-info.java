/**
 * Attempts at a night, those too that never held the lease: small files beside the control table,
 * since only who holds the lease writes there.
 */
package org.medley.jobs.attempt;
