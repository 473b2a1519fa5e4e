from django.urls import path

from registry.urls.gradings import import_urls
from risk import views

app_name = "risk"
urlpatterns = [
    path("risk/", views.LevelsPage.as_view(), name="list"),
    *import_urls(views.LevelImport, "risk"),
    path("risk/signals/", views.SignalsPage.as_view(), name="signals"),
    path("risk/figures/", views.LevelFiguresPage.as_view(), name="figures"),
    path("risk/objects/<int:pk>/", views.LevelHistoryPage.as_view(), name="object"),
    path("risk/objects/<int:pk>/record/", views.RecordLevelPage.as_view(), name="record"),
]
