package org.medley.jobs.cli;

/** A command that works on files of one's own: no lake is made for its log. */
interface WithoutLake {}
