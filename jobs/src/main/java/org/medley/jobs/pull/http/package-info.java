/**
 * HTTP as a pull needs it: calls that are repeated where the reason passes, redirects that do not
 * carry a token to another host, and downloads that go on where they stopped. Depends on the JDK,
 * Jackson and the errors.
 */
package org.medley.jobs.pull.http;
