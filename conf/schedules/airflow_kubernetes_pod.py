"""The night in one pod. The pod hands its exit code on, so that Airflow retries what a retry cures.

The pod fails only with codes that are worth a retry (75, another run holds the lease, among them);
any other code is the result of the task, and the gate task fails with it: 80 notifies while
consumers keep the old release.
"""

from datetime import timedelta

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowFailException
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator

RETRY = (66, 71, 74, 75, 130, 143)
GATE_REFUSED = 80
NIGHT = """
jobs/bin/medley nightly --quiet --as-of {{ ds }} --conf /etc/medley --lake /data/lake
code=$?
mkdir -p /airflow/xcom && echo "$code" >/airflow/xcom/return.json
case $code in %s) exit "$code" ;; esac
""" % "|".join(str(code) for code in RETRY)


def notify(context):
    """Tells people. Replace it by your own channel."""
    context["task_instance"].log.error("Medley needs a person; 'medley check' says why")


@dag(
    schedule="15 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Europe/Zurich"),
    catchup=False,
    max_active_runs=1,
)
def medley_night_in_a_pod():
    night = KubernetesPodOperator(
        task_id="night",
        name="medley-night",
        image="registry.example/medley:latest",
        cmds=["/bin/sh", "-c"],
        arguments=[NIGHT],
        do_xcom_push=True,
        retries=8,
        retry_delay=timedelta(minutes=15),
        execution_timeout=timedelta(hours=10),
    )

    @task(on_failure_callback=notify)
    def gate(code):
        if int(code) == GATE_REFUSED:
            raise AirflowFailException("a gate refused: the old release stands")
        if int(code) != 0:
            raise AirflowFailException(f"the night ended with {code}: no retry cures it")

    gate(night.output)


medley_night_in_a_pod()
