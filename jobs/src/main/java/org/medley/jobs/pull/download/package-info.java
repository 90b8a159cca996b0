/**
 * Plain downloads: files that lie at http addresses, each fetched when it has changed. Depends on
 * {@code pull.http} and {@code pull.landing}.
 */
package org.medley.jobs.pull.download;
