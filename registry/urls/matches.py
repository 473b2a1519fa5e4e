"""Addresses of the import of registers and of the cases it leaves to a person."""

from django.urls import path

from registry.views import imports, matches

urlpatterns = [
    path("objects/import/", imports.UploadObjectsPage.as_view(), name="object_import"),
    path("objects/import/blank/", imports.BlankObjectsPage.as_view(), name="object_import_blank"),
    path("objects/import/<int:pk>/", imports.ObjectsReportPage.as_view(), name="object_import_batch"),
    path("objects/import/<int:pk>/columns/", imports.ObjectColumnsPage.as_view(), name="object_import_columns"),
    path("objects/import/<int:pk>/keep/", imports.KeepObjectsPage.as_view(), name="object_import_keep"),
    path("objects/import/<int:pk>/recheck/", imports.RecheckObjectsPage.as_view(), name="object_import_recheck"),
    path("objects/import/<int:pk>/discard/", imports.DiscardObjectsPage.as_view(), name="object_import_discard"),
    path("objects/import/<int:pk>/rejected/", imports.RejectedObjectsPage.as_view(), name="object_import_rejected"),
    path("objects/matches/", matches.MatchesPage.as_view(), name="matches"),
    path("objects/matches/<int:pk>/", matches.MatchPage.as_view(), name="match"),
    path("objects/matches/<int:pk>/same/", matches.SaySamePage.as_view(), name="match_say_same"),
    path("objects/matches/<int:pk>/different/", matches.SayDifferentPage.as_view(), name="match_say_different"),
    path("objects/matches/same/", matches.AllSamePage.as_view(), name="matches_say_same"),
    path("objects/matches/different/", matches.AllDifferentPage.as_view(), name="matches_say_different"),
]
