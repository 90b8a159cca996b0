/**
 * What the report says: records to fill, the rules that judge them, and the gate that withholds
 * small groups of people. Depends on nothing but texts and numbers.
 */
package org.medley.jobs.report.content;
