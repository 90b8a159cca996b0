-- Questions on the current release. Each ends with a semicolon and runs alike on both engines.
-- 'medley sql' reads this file: medley sql --quiet < conf/queries/cookbook.sql

-- The people at highest risk, with the strongest reason.
SELECT task, subject_id, risk_score, percentile, reason_1
FROM published.risk ORDER BY task, risk_score DESC, subject_id LIMIT 20;

-- How risk is spread, in tenths.
SELECT task, CAST(floor(risk_score * 10) AS INT) AS tenth, count(*) AS people, min(risk_score) AS lowest, max(risk_score) AS highest
FROM published.risk GROUP BY task, CAST(floor(risk_score * 10) AS INT) ORDER BY task, tenth;

-- The median risk and who is above a threshold that a clinic can handle.
SELECT task, percentile_cont(0.5) WITHIN GROUP (ORDER BY risk_score) AS median_risk,
  count(*) FILTER (WHERE risk_score >= 0.4) AS above_threshold, count(*) AS people
FROM published.risk GROUP BY task ORDER BY task;

-- What speaks for a high risk most often.
SELECT task, covariate, count(*) AS people, avg(contribution) AS mean_contribution
FROM published.reasons WHERE contribution > 0 GROUP BY task, covariate ORDER BY people DESC, task, covariate LIMIT 20;

-- How good the models are, on people that they never saw.
SELECT task, metric, value, low, high, n, events
FROM published.model_performance WHERE split = 'test' AND subgroup = 'all' ORDER BY task, metric;

-- The same by subgroup: where is a model worse than for everyone?
SELECT s.task, s.subgroup, s.value AS auroc, s.low, s.high, a.value AS auroc_of_all
FROM published.model_performance s
JOIN published.model_performance a ON a.task = s.task AND a.split = s.split AND a.metric = s.metric AND a.subgroup = 'all'
WHERE s.metric = 'auroc' AND s.split = 'test' AND s.subgroup <> 'all' ORDER BY s.task, s.subgroup;

-- The cohort in numbers.
SELECT task, as_of_date, measure, value, suppressed FROM published.cohort_summary ORDER BY task, measure;

-- Who is left after each rule.
SELECT task, purpose, step, rule, subjects, samples FROM cohort.attrition ORDER BY task, purpose, step;

-- How many outcomes there were each year.
SELECT task, CAST(extract(year FROM index_time) AS INT) AS index_year, count(*) AS members,
  sum(CASE WHEN label = 1 THEN 1 ELSE 0 END) AS outcomes
FROM cohort.members WHERE purpose = 'train'
GROUP BY task, CAST(extract(year FROM index_time) AS INT) ORDER BY task, index_year;

-- The latest row of each person in the cohort.
SELECT task, subject_id, index_time, label_status FROM (
  SELECT m.*, row_number() OVER (PARTITION BY task, purpose, subject_id ORDER BY index_time DESC) AS latest FROM cohort.members m
) ranked WHERE latest = 1 AND purpose = 'train' ORDER BY task, subject_id LIMIT 20;

-- Which covariates there are, the most common first.
SELECT task, covariate, family, unit, prevalence FROM feature.reference ORDER BY prevalence DESC, task, covariate LIMIT 20;

-- What was left out of the matrix, and why.
SELECT task, rule, count(*) AS covariates FROM feature.left_out GROUP BY task, rule ORDER BY task, rule;

-- Models and their states.
SELECT task, model_version, family, state FROM model.models ORDER BY task, model_version;

-- Where lines of the extracts went.
SELECT source, sum(lines) AS lines, sum(accepted) AS accepted, sum(quarantined) AS quarantined
FROM ops.files GROUP BY source ORDER BY source;

-- Why lines were refused.
SELECT source, reason_code, count(*) AS refused FROM clinical.quarantine GROUP BY source, reason_code ORDER BY source, reason_code;

-- Rules of data quality that are broken, the worst first.
SELECT rule, table_name, severity, violations, denominator FROM ops.quality WHERE violations > 0 ORDER BY violations DESC, rule, table_name LIMIT 20;

-- People by sex and decade of birth.
SELECT sex, CAST(floor(extract(year FROM birth_date) / 10) * 10 AS INT) AS decade, count(*) AS people
FROM clinical.subjects GROUP BY sex, CAST(floor(extract(year FROM birth_date) / 10) * 10 AS INT) ORDER BY sex, decade;

-- The codes seen most.
SELECT code, description, events, subjects FROM clinical.codes ORDER BY events DESC, code LIMIT 20;

-- Whom an option is recommended to tonight, and whom it is not.
SELECT decision, option, count(*) AS people, sum(CASE WHEN rank = 1 THEN 1 ELSE 0 END) AS ranked_first,
  sum(CASE WHEN left_to_clinician_reason IS NOT NULL THEN 1 ELSE 0 END) AS left_to_the_clinician
FROM published.treatment_options GROUP BY decision, option ORDER BY decision, option;

-- Which safety rules fired for options, and what could not be assessed.
SELECT decision, option, rule_id, state, count(*) AS people
FROM published.rule_hits GROUP BY decision, option, rule_id, state ORDER BY people DESC, decision, option, rule_id, state;

-- Drugs that people take now and that a rule speaks against.
SELECT rule_id, severity, count(DISTINCT subject_id) AS people
FROM published.safety_alerts GROUP BY rule_id, severity ORDER BY people DESC, rule_id, severity LIMIT 20;

-- How the champions fare, signal by signal.
SELECT task, signal, state, count(*) AS readings FROM ops.drift GROUP BY task, signal, state ORDER BY task, signal, state;
