/** What is counted while rows pass. */
package org.medley.jobs.function;
