from django.urls import path

from publication import views

app_name = "publication"
urlpatterns = [
    path("publication/", views.DutiesPage.as_view(), name="duties"),
    path("publication/publish_all/", views.PublishAllPage.as_view(), name="publish_all"),
    path("publication/<int:pk>/", views.DutyPage.as_view(), name="duty"),
    path("publication/<int:pk>/prepare/", views.PreparePage.as_view(), name="prepare"),
    path("publication/<int:pk>/check/", views.CheckPage.as_view(), name="check"),
    path("publication/<int:pk>/give_back/", views.GiveBackPage.as_view(), name="give_back"),
    path("publication/<int:pk>/publish/", views.PublishPage.as_view(), name="publish"),
    path("publication/<int:pk>/request_exemption/", views.RequestExemptionPage.as_view(), name="request_exemption"),
    path("publication/<int:pk>/decide/", views.DecideExemptionPage.as_view(), name="decide"),
    path("publication/<int:pk>/tell/", views.TellPage.as_view(), name="tell"),
    path("publication/<int:pk>/object/", views.ObjectPage.as_view(), name="object"),
    path("publication/<int:pk>/answer/", views.AnswerPage.as_view(), name="answer"),
    path("publication/<int:pk>/resume/", views.ResumePage.as_view(), name="resume"),
    path("publication/ledger/", views.LedgerPage.as_view(), name="ledger"),
    path("publication/records/<int:pk>/withdraw/", views.WithdrawPage.as_view(), name="withdraw"),
]
