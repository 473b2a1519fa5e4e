"""The addresses of passes, of the visit on the phone, and of what came too late."""

from django.urls import path

from inspections.views import field, held, passes

urlpatterns = [
    path("visits/field/", field.FieldPage.as_view(), name="field"),
    path("visits/field/worker.js", field.worker, name="field_worker"),
    path("visits/field/manifest.json", field.manifest, name="field_manifest"),
    path("visits/field/mine.json", field.mine, name="field_mine"),
    path("visits/<int:pk>/field/", field.FieldVisit.as_view(), name="field_visit"),
    path("visits/<int:pk>/issue_pass/", passes.IssuePassPage.as_view(), name="issue_pass"),
    path("visits/passes/<int:pk>/", passes.PassPage.as_view(), name="pass"),
    path("visits/passes/<int:pk>/revoke/", passes.RevokePassPage.as_view(), name="revoke_pass"),
    path("visits/held/", held.HeldRecordsPage.as_view(), name="held_records"),
    path("visits/held/<int:pk>/", held.HeldRecordPage.as_view(), name="held_record"),
    path("visits/held/<int:pk>/decide/", held.DecideHeldPage.as_view(), name="decide_held"),
]
