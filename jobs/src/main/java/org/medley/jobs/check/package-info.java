/**
 * What would keep tonight from ending well, looked at without Spark. Each check is one class and a
 * line in {@link org.medley.jobs.check.Checks}; it may ask everything that a night is made of, and
 * nothing but the command line asks it.
 */
package org.medley.jobs.check;
