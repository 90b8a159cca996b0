/**
 * Delta tables on a file system: where they lie, how a slice is replaced exactly once, and how a
 * commit is published safely between processes.
 */
package org.medley.jobs.lake;
