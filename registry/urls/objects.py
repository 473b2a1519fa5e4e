"""Addresses of the library of objects."""

from django.urls import path

from registry.views import objects

urlpatterns = [
    path("objects/<int:pk>/", objects.ObjectPage.as_view(), name="object"),
]
