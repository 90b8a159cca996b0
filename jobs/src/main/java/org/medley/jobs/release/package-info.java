/** What consumers see: the tables of one release, under their names. */
package org.medley.jobs.release;
