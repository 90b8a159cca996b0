/**
 * Where pulled extracts lie: {@code landing/<source>} below the lake, on any file system that
 * Hadoop knows. What is unfinished is hidden from readers. Depends on the lake's access rules and
 * {@code pull.http}.
 */
package org.medley.jobs.pull.landing;
