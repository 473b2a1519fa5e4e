from django.urls import path

from publication.views import batches, corrections, duties, exemptions, ledger

app_name = "publication"
urlpatterns = [
    path("publication/", duties.DutiesPage.as_view(), name="duties"),
    path("publication/publish_all/", duties.PublishAllPage.as_view(), name="publish_all"),
    path("publication/batches/", batches.BatchesPage.as_view(), name="batches"),
    path("publication/batches/prepare/", batches.PrepareManyPage.as_view(), name="prepare_many"),
    path("publication/batches/tell/", batches.TellManyPage.as_view(), name="tell_many"),
    path("publication/batches/check/", batches.CheckManyPage.as_view(), name="check_many"),
    path("publication/batches/<int:pk>/", batches.BatchPage.as_view(), name="batch"),
    path("publication/<int:pk>/", duties.DutyPage.as_view(), name="duty"),
    path("publication/<int:pk>/prepare/", duties.PreparePage.as_view(), name="prepare"),
    path("publication/<int:pk>/check/", duties.CheckPage.as_view(), name="check"),
    path("publication/<int:pk>/give_back/", duties.GiveBackPage.as_view(), name="give_back"),
    path("publication/<int:pk>/publish/", duties.PublishPage.as_view(), name="publish"),
    path(
        "publication/<int:pk>/request_exemption/", exemptions.RequestExemptionPage.as_view(), name="request_exemption"
    ),
    path("publication/<int:pk>/decide/", exemptions.DecideExemptionPage.as_view(), name="decide"),
    path("publication/<int:pk>/tell/", duties.TellPage.as_view(), name="tell"),
    path("publication/<int:pk>/object/", duties.ObjectPage.as_view(), name="object"),
    path("publication/<int:pk>/answer/", duties.AnswerPage.as_view(), name="answer"),
    path("publication/<int:pk>/revise/", duties.RevisePage.as_view(), name="revise"),
    path("publication/<int:pk>/correct/", corrections.CorrectPage.as_view(), name="correct"),
    path("publication/<int:pk>/drop/", corrections.DropPage.as_view(), name="drop"),
    path("publication/exemptions/<int:pk>/review/", exemptions.ReviewPage.as_view(), name="review"),
    path("publication/ledger/", ledger.LedgerPage.as_view(), name="ledger"),
    path("publication/records/<int:pk>/withdraw/", ledger.WithdrawPage.as_view(), name="withdraw"),
]
