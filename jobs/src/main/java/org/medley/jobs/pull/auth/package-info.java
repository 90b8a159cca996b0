/**
 * SMART Backend Services: a signed assertion becomes an access token. Depends on {@code pull.http}
 * and the JOSE library.
 */
package org.medley.jobs.pull.auth;
