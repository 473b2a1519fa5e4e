"""Addresses of the library of objects."""

from django.urls import path

from registry.states import DECIDED_BY_HAND, ENROLMENT_WORKFLOW, KEY_LIST_WORKFLOW, OBJECT_WORKFLOW
from registry.views import (
    approvals,
    candidates,
    enrolments,
    follow_ups,
    key_lists,
    merging,
    objects,
    quality,
    relations,
    tags,
    trace,
)

urlpatterns = [
    path("objects/", objects.ObjectsPage.as_view(), name="objects"),
    path("objects/new/", objects.ChooseKindPage.as_view(), name="choose_kind"),
    path("objects/new/<str:kind>/", objects.AddObjectPage.as_view(), name="add_object"),
    path("objects/enrol/", enrolments.EnrolManyPage.as_view(), name="enrol_many"),
    path("objects/tag/", tags.TagManyPage.as_view(), name="tag_many"),
    path("objects/tags/", tags.TagsPage.as_view(), name="tags"),
    path("objects/tags/new/", tags.AddTagPage.as_view(), name="add_tag"),
    path("objects/tags/<int:pk>/retire/", tags.RetireTagPage.as_view(), name="retire_tag"),
    path("objects/taggings/<int:pk>/take/", tags.TakeTagPage.as_view(), name="take_tag"),
    path("objects/relations/<int:pk>/end/", relations.UnrelatePage.as_view(), name="unrelate"),
    path("objects/candidates/", candidates.CandidatesPage.as_view(), name="candidates"),
    path("objects/candidates/accept/", candidates.AcceptManyPage.as_view(), name="accept_candidates"),
    path("objects/quality/", quality.QualityPage.as_view(), name="quality"),
    path("objects/quality/campaigns/new/", quality.NewCampaignPage.as_view(), name="campaign_new"),
    path("objects/quality/campaigns/<int:pk>/", quality.CampaignPage.as_view(), name="campaign"),
    path("objects/quality/tasks/", quality.VerificationsPage.as_view(), name="quality_tasks"),
    path("objects/approvals/", approvals.ApprovalsPage.as_view(), name="approvals"),
    path("objects/approvals/new/", approvals.NewApprovalPage.as_view(), name="approval_new"),
    path("objects/approvals/routes/", approvals.RoutesPage.as_view(), name="approval_routes"),
    path("objects/approvals/routes/new/", approvals.NewRoutePage.as_view(), name="approval_route_new"),
    path(
        "objects/approvals/routes/<int:pk>/remove/", approvals.RemoveRoutePage.as_view(), name="approval_route_remove"
    ),
    path("objects/follow-ups/", follow_ups.FollowUpsPage.as_view(), name="follow_ups"),
    path("objects/follow-ups/<int:pk>/", follow_ups.FollowUpPage.as_view(), name="follow_up"),
    path("objects/follow-ups/<int:pk>/finish/", follow_ups.FinishFollowUpPage.as_view(), name="finish_follow_up"),
    path("objects/follow-ups/<int:pk>/waive/", follow_ups.WaiveFollowUpPage.as_view(), name="waive_follow_up"),
    path("objects/key-lists/", key_lists.KeyListsPage.as_view(), name="key_lists"),
    path("objects/key-lists/limit/", key_lists.KeyLimitPage.as_view(), name="key_limit"),
    path("objects/key-lists/new/", key_lists.NewKeyListPage.as_view(), name="key_list_new"),
    path("objects/key-lists/<int:pk>/", key_lists.KeyListPage.as_view(), name="key_list"),
    path("objects/key-lists/<int:pk>/edit/", key_lists.ChangeKeyListPage.as_view(), name="key_list_change"),
    path("objects/key-lists/<int:pk>/units/new/", key_lists.AddUnitPage.as_view(), name="key_unit_add"),
    path("objects/key-units/<int:pk>/track/", key_lists.TrackPage.as_view(), name="key_unit_track"),
    path("objects/key-units/<int:pk>/remove/", key_lists.RemoveUnitPage.as_view(), name="key_unit_remove"),
    path("objects/merges/<int:pk>/undo/", merging.UnmergePage.as_view(), name="unmerge"),
    path("objects/<int:pk>/", objects.ObjectPage.as_view(), name="object"),
    path("objects/<int:pk>/edit/", objects.ChangeObjectPage.as_view(), name="change_object"),
    path("objects/<int:pk>/confirm/", objects.ConfirmObjectPage.as_view(), name="confirm_object"),
    path("objects/<int:pk>/merge/", merging.MergePage.as_view(), name="merge"),
    path("objects/<int:pk>/enrol/", enrolments.EnrolPage.as_view(), name="enrol"),
    path("objects/<int:pk>/tag/", tags.GiveTagPage.as_view(), name="give_tag"),
    path("objects/<int:pk>/relate/", relations.RelatePage.as_view(), name="relate"),
    path("objects/<int:pk>/trace/", trace.TracePage.as_view(), name="trace"),
    path("objects/<int:pk>/persons/", relations.PersonsPage.as_view(), name="persons"),
    path("objects/<int:pk>/persons/new/", relations.AddPersonPage.as_view(), name="add_person"),
    path("enrolments/<int:pk>/", enrolments.ChangeEnrolmentPage.as_view(), name="change_enrolment"),
    *[
        path(f"objects/<int:pk>/{move}/", objects.ObjectMovePage.as_view(move=move), name=move)
        for move in OBJECT_WORKFLOW.moves
    ],
    *[
        path(f"objects/key-lists/<int:pk>/{move}/", key_lists.KeyListMovePage.as_view(move=move), name=move)
        for move in KEY_LIST_WORKFLOW.moves
    ],
    *[
        path(f"objects/candidates/<int:pk>/{move}/", candidates.DecideCandidatePage.as_view(move=move), name=move)
        for move in DECIDED_BY_HAND
    ],
    *[
        path(f"objects/quality/tasks/<int:pk>/{move}/", quality.VerifyPage.as_view(move=move), name=move)
        for move in ("verify_right", "verify_missing")
    ],
    *[
        path(f"enrolments/<int:pk>/{move}/", enrolments.EnrolmentMovePage.as_view(move=move), name=move)
        for move in ENROLMENT_WORKFLOW.moves
    ],
]
