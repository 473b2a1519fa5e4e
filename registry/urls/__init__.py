"""Addresses of the two libraries; each part of the app keeps its own list."""

from registry.urls import objects, officers

app_name = "registry"
urlpatterns = [*objects.urlpatterns, *officers.urlpatterns]
