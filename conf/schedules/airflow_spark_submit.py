"""The night on a cluster by spark-submit; the ledger, not spark-submit, says how it ended.

In cluster mode spark-submit may return 0 for a driver that failed, so the task asks
'medley runs wait --exit-code'. What a retry cures is retried (75, another run holds the lease,
after the same delay); what it does not cure fails at once. 80 lets the task succeed and fails the
gate task, which notifies: consumers keep the old release.
"""

import subprocess
from datetime import timedelta

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.operators.bash import BashOperator
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

MEDLEY = "/opt/medley/jobs/bin/medley"
CONF = "/etc/medley"
LAKE = "hdfs:///data/lake"
RETRY = (66, 71, 74, 75, 130, 143)
GATE_REFUSED = 80


class MedleyNight(SparkSubmitOperator):
    """Submits the night, then returns the exit code that the ledger has for it."""

    def __init__(self, *, as_of, **kwargs):
        super().__init__(**kwargs)
        self.as_of = as_of

    template_fields = (*SparkSubmitOperator.template_fields, "as_of")

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as submitted:
            self.log.warning("spark-submit reports a failure; the ledger decides: %s", submitted)
        code = subprocess.run(
            [MEDLEY, "runs", "wait", "--as-of", self.as_of, "--timeout", "10m", "--exit-code",
             "--conf", CONF, "--lake", LAKE],
            check=False,
        ).returncode
        if code in RETRY:
            raise AirflowException(f"the night ended with {code}: it is tried again")
        if code not in (0, GATE_REFUSED):
            raise AirflowFailException(f"the night ended with {code}: no retry cures it")
        return code


def notify(context):
    """Tells people. Replace it by your own channel."""
    context["task_instance"].log.error("a gate of Medley refused; 'medley report' says which")


@dag(
    schedule="15 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Europe/Zurich"),
    catchup=False,
    max_active_runs=1,
)
def medley_night():
    check = BashOperator(
        task_id="check",
        bash_command=f"{MEDLEY} check --conf {CONF} --lake {LAKE}",
        retries=6,
        retry_delay=timedelta(minutes=15),
    )
    night = MedleyNight(
        task_id="night",
        as_of="{{ ds }}",
        application="/opt/medley/jobs/target/medley-jobs.jar",
        java_class="org.medley.jobs.cli.Medley",
        application_args=["nightly", "--as-of", "{{ ds }}", "--conf", CONF, "--lake", LAKE],
        retries=8,
        retry_delay=timedelta(minutes=15),
        execution_timeout=timedelta(hours=10),
    )

    @task(on_failure_callback=notify)
    def gate(code):
        if code == GATE_REFUSED:
            raise AirflowFailException("a gate refused: the old release stands")

    check >> night
    gate(night.output)


medley_night()
