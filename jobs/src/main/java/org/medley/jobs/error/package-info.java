/** Problems that users can act on, and the exit codes that schedulers read. Depends on nothing. */
package org.medley.jobs.error;
