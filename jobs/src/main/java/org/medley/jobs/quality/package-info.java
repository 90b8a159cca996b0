/**
 * Rules of data quality from {@code conf/quality} and how tables are judged by them, in the shape
 * of the OHDSI Data Quality Dashboard: denominator, violations, percent, threshold.
 */
package org.medley.jobs.quality;
