"""Addresses of the two libraries; each part of the app keeps its own list."""

from registry.urls import matches, objects, officers

app_name = "registry"
urlpatterns = [*matches.urlpatterns, *objects.urlpatterns, *officers.urlpatterns]
