from django.apps import AppConfig

from supervision.celery import app

celery_app = app
"""Imported here so that every process that runs Django sends jobs through this application."""


class SupervisionConfig(AppConfig):
    name = "supervision"
