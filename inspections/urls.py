from django.urls import path

from inspections.views import budget

app_name = "inspections"
urlpatterns = [
    path("budget/", budget.BudgetPage.as_view(), name="budget"),
    path("budget/objects/<int:pk>/", budget.ObjectBudgetPage.as_view(), name="budget_object"),
    path("budget/objects/<int:pk>/upper/", budget.UpperVisitPage.as_view(), name="upper_visit"),
    path("budget/visits/<int:pk>/outside/", budget.PutOutsidePage.as_view(), name="put_outside"),
    path("budget/caps/", budget.CapsPage.as_view(), name="caps"),
    path("budget/caps/new/", budget.NewCapPage.as_view(), name="cap_new"),
    path("budget/caps/<int:pk>/end/", budget.EndCapPage.as_view(), name="cap_end"),
]
