/**
 * Who is in a cohort, from when, and with which label: the task as records that check themselves,
 * and the engine that turns events into members and attrition. Knows Spark SQL and the table
 * contracts; knows no files, no YAML and no models.
 */
package org.medley.features.cohort;
