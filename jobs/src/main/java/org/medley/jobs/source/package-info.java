/**
 * Extract formats. Each reads files of one format into rows of its slice; {@link
 * org.medley.jobs.source.Sources} names them. Nothing here writes.
 */
package org.medley.jobs.source;
