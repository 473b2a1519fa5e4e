from django.urls import path

from clues import views

app_name = "clues"
urlpatterns = [
    path("clues/", views.CluesPage.as_view(), name="clues"),
    path("clues/<int:pk>/", views.CluePage.as_view(), name="clue"),
    path("clues/<int:pk>/accept/", views.AcceptCluePage.as_view(), name="accept_clue"),
    path("clues/<int:pk>/return/", views.ReturnCluePage.as_view(), name="return_clue"),
    path("clues/<int:pk>/redirect/", views.RedirectCluePage.as_view(), name="redirect_clue"),
    path("clues/<int:pk>/withdraw/", views.WithdrawCluePage.as_view(), name="withdraw_clue"),
    path("clues/<int:pk>/answer/", views.AnswerCluePage.as_view(), name="answer_clue"),
]
