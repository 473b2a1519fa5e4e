"""The Celery application: wiring only; jobs and their timetable live in `common.jobs`, beat sends one tick a minute."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supervision.settings")

app = Celery("supervision")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_scheduler = "celery.beat:Scheduler"
app.conf.beat_schedule = {"tick": {"task": "common.tick", "schedule": crontab(), "options": {"expires": 55}}}
