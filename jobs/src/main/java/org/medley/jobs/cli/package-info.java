/** The command line: one class per command, how problems are told, and where output goes. */
package org.medley.jobs.cli;
