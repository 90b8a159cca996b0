/** What is said of each pharmacogene of a sample: its call, what follows from it, and why. */
package org.medley.jobs.pharmacogene.call;
