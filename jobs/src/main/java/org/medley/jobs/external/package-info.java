/**
 * What an external validation found, as rows, as JSON and as a page: a model of one lake judged on
 * the members of another, or of a later period, and updated there. Depends on models and report.
 */
package org.medley.jobs.external;
