/**
 * A client of FHIR Bulk Data Access, written to STU 2 and 3 servers and ready for STU 4: kick-off,
 * polling, manifest, files, and what is remembered of them. Depends on {@code pull.http}, {@code
 * pull.auth} and {@code pull.landing}.
 */
package org.medley.jobs.pull.bulk;
