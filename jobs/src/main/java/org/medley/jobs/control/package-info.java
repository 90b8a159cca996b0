/**
 * The control table: who may write (lease), what was done (runs, claims, steps), what people
 * decided about models (decisions) and what consumers see (releases). It is one table because Delta
 * serialises one table only.
 */
package org.medley.jobs.control;
