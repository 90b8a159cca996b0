/**
 * What a person at a terminal sees: tables, progress and the summary of a night, and the same rows
 * as JSON or CSV for programs. Nothing here opens a stream; the command line hands them in. Depends
 * on the report's records and on nothing else of Medley.
 */
package org.medley.jobs.cli.console;
