/**
 * Variants that go with a task's label among its training members: a scan of the lake's genotypes
 * that never sees another member.
 */
package org.medley.jobs.discovery;
