/**
 * Extract formats. Each reads files of one format into rows of its slice; {@link
 * org.medley.jobs.source.Sources} names them, {@link org.medley.jobs.source.LineReader} reads the
 * lines of those that are text. Nothing here writes.
 */
package org.medley.jobs.source;
