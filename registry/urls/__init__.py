"""Addresses of the two libraries; each part of the app keeps its own list."""

from django.urls import URLPattern

app_name = "registry"
urlpatterns: list[URLPattern] = []
