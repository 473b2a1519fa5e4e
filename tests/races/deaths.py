"""What happens after a worker died."""

from datetime import timedelta

from django.utils import timezone

from common.jobs.timetable import sweep
from tests.committed import owner_cursor
from tests.workers import RealWorker


def take_over(worker: RealWorker, job: str) -> None:
    """Some minutes after a worker died over its one run of `job`: the sweep finds it, another worker takes it over."""
    past = timezone.now() - timedelta(minutes=5)
    with owner_cursor() as cursor:
        cursor.execute(
            "UPDATE common_jobrun SET sent_at = %s, started_at = %s WHERE name = %s AND state = 'running'",
            [past, past, job],
        )
        assert cursor.rowcount == 1
    worker.start()
    assert sweep(timezone.now()) == 1
