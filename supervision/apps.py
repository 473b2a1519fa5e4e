import gc

from django.apps import AppConfig

from supervision.celery import app

celery_app = app
"""Imported here so that every process that runs Django sends jobs through this application."""


BETWEEN_COLLECTIONS = 50_000
"""New objects after which Python looks for cycles. After its own 700, a page of 5,000 rows is half spent on looking."""


class SupervisionConfig(AppConfig):
    name = "supervision"

    def ready(self) -> None:
        gc.set_threshold(BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
