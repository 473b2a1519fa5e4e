"""The addresses of visits, sections, findings and orders."""

from django.urls import path

from inspections.views import (
    at_the_door,
    findings,
    incidents,
    off_site,
    orders,
    ratings,
    recognitions,
    revisits,
    sections,
    visit_lists,
    visits,
)

VISIT_MOVES = {
    "off_site": off_site.OffSitePage,
    "approve_visit": visits.ApproveVisitPage,
    "approve_afterwards": visits.ApproveAfterwardsPage,
    "notify_visit": visits.NotifyVisitPage,
    "withhold_notice": visits.WithholdNoticePage,
    "arrive": visits.ArrivePage,
    "leave_site": visits.LeaveSitePage,
    "close_visit": visits.CloseVisitPage,
    "postpone_visit": visits.PostponeVisitPage,
    "reschedule_visit": visits.RescheduleVisitPage,
    "find_nobody": at_the_door.FindNobodyPage,
    "meet_refusal": at_the_door.MeetRefusalPage,
    "cancel_visit": visits.CancelVisitPage,
    "incident": incidents.IncidentPage,
}
SECTION_MOVES = {
    "staff_section": visits.StaffSectionPage,
    "close_at_door": at_the_door.ConfirmAtTheDoorPage,
    "adopt_off_site": off_site.AdoptOffSitePage,
    "decline_off_site": off_site.DeclineOffSitePage,
    "account": sections.AccountPage,
    "evidence_new": sections.NewEvidencePage,
    "statement_new": sections.NewStatementPage,
    "record_section": sections.FinishRecordPage,
    "reopen_record": sections.ReopenRecordPage,
    "sign_section": sections.SignPage,
    "refuse_signature": sections.RefuseSignaturePage,
    "set_result": sections.SetResultPage,
    "decide_publication": sections.DecidePublicationPage,
    "close_section": sections.CloseSectionPage,
    "correction_new": sections.NewCorrectionPage,
    "record_paper": sections.RecordPaperPage,
    "finding_new": findings.NewFindingPage,
    "order_new": orders.NewOrderPage,
}
FINDING_MOVES = {
    "settle_finding": findings.SettleFindingPage,
    "file_case": findings.FileCasePage,
    "close_case": findings.CloseCasePage,
    "hand_over_finding": findings.HandOverPage,
    "revisit_case": revisits.RevisitCasePage,
    "take_back_finding": findings.TakeBackPage,
    "withdraw_finding": findings.WithdrawFindingPage,
}
ORDER_MOVES = {
    "deliver_order": orders.DeliverOrderPage,
    "submit_correction": orders.SubmitCorrectionPage,
    "verify_correction": orders.VerifyCorrectionPage,
    "fail_correction": orders.FailCorrectionPage,
    "revisit_order": revisits.RevisitOrderPage,
}

urlpatterns = [
    path("visits/", visit_lists.VisitsPage.as_view(), name="visits"),
    path("visits/mine/", visit_lists.MyVisitsPage.as_view(), name="my_visits"),
    path("visits/new/", visit_lists.ChooseObjectPage.as_view(), name="visit_new"),
    path("visits/new/<int:subject>/", visits.NewVisitPage.as_view(), name="visit_plan"),
    path("visits/emergency/<int:subject>/", visits.EmergencyPage.as_view(), name="visit_emergency"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    *(path(f"visits/<int:pk>/{name}/", page.as_view(), name=name) for name, page in VISIT_MOVES.items()),
    path("visits/incidents/<int:pk>/", incidents.SettleIncidentPage.as_view(), name="settle_incident"),
    path("sections/<int:pk>/", sections.SectionPage.as_view(), name="section"),
    path("sections/<int:pk>/points/<int:entry>/", sections.AnswerPage.as_view(), name="answer"),
    path(
        "sections/<int:pk>/points/<int:entry>/recognise/<int:source>/",
        recognitions.RecognisePage.as_view(),
        name="recognise",
    ),
    path(
        "sections/<int:pk>/points/<int:entry>/decline/<int:source>/",
        recognitions.DeclineRecognitionPage.as_view(),
        name="decline_recognition",
    ),
    *(path(f"sections/<int:pk>/{name}/", page.as_view(), name=name) for name, page in SECTION_MOVES.items()),
    path("visits/ratings/", ratings.RatingsPage.as_view(), name="ratings"),
    path("visits/ratings/mail/", ratings.MailRatingsPage.as_view(), name="mail_ratings"),
    path("findings/", findings.FindingsPage.as_view(), name="findings"),
    path("findings/<int:pk>/", findings.FindingPage.as_view(), name="finding"),
    *(path(f"findings/<int:pk>/{name}/", page.as_view(), name=name) for name, page in FINDING_MOVES.items()),
    path("orders/", orders.OrdersPage.as_view(), name="orders"),
    path("orders/<int:pk>/", orders.OrderPage.as_view(), name="order"),
    *(path(f"orders/<int:pk>/{name}/", page.as_view(), name=name) for name, page in ORDER_MOVES.items()),
]
