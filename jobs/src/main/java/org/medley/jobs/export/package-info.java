/**
 * Data sets for other software, written from the tables of one release. {@link
 * org.medley.jobs.export.MedsExport} writes the Medical Event Data Standard.
 */
package org.medley.jobs.export;
