/**
 * What a data scientist works with in a notebook: a lake at one release, its tables, the cohort of
 * a task, variants of it trained in memory, and the champion beside them. Everything is computed by
 * the code of the night, and nothing is written to the lake. Rows of people are shown to whoever
 * may read the lake; errors name nobody. May use all of {@code jobs} but the command line.
 */
package org.medley.jobs.workbench;
