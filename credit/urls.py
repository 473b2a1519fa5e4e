from django.urls import path

from credit.views import events, grades, imports
from registry.urls.gradings import import_urls

app_name = "credit"
urlpatterns = [
    path("credit/", grades.GradesPage.as_view(), name="list"),
    *import_urls(imports.GradeImport, "credit"),
    path("credit/events/", events.EventsPage.as_view(), name="events"),
    path("credit/meanings/", events.MeaningsPage.as_view(), name="meanings"),
    path("credit/meanings/<grade>/", events.SetMeaningPage.as_view(), name="set_meaning"),
    path("credit/figures/", grades.GradeFiguresPage.as_view(), name="figures"),
    path("credit/objects/<int:pk>/", grades.GradeHistoryPage.as_view(), name="object"),
    path("credit/objects/<int:pk>/record/", grades.RecordGradePage.as_view(), name="record"),
]
