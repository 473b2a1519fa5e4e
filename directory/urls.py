from django.urls import path

from directory.views import roster

app_name = "directory"
urlpatterns = [
    path("roster/", roster.RosterPage.as_view(), name="roster"),
    path("roster/<int:pk>/", roster.EntryPage.as_view(), name="roster_entry"),
    path("roster/<int:pk>/confirm/", roster.ConfirmPage.as_view(), name="roster_confirm"),
    path("roster/of/<int:pk>/", roster.FilePage.as_view(), name="roster_file"),
    path("roster/blank.<str:kind>", roster.BlankFormPage.as_view(), name="roster_blank"),
    path("roster/import/", roster.ImportRosterPage.as_view(), name="roster_import"),
    path("roster/import/<int:pk>/", roster.RosterReportPage.as_view(), name="roster_import_batch"),
    path("roster/import/<int:pk>/keep/", roster.KeepRosterPage.as_view(), name="roster_import_keep"),
    path("roster/import/<int:pk>/recheck/", roster.RecheckRosterPage.as_view(), name="roster_import_recheck"),
    path("roster/import/<int:pk>/discard/", roster.DiscardRosterPage.as_view(), name="roster_import_discard"),
    path("roster/import/<int:pk>/rejected/", roster.RejectedRosterPage.as_view(), name="roster_import_rejected"),
]
