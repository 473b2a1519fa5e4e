from django.urls import path

from portal.views import places, workbench

app_name = "portal"
urlpatterns = [
    path("", places.home, name="home"),
    path("hat/<int:hat_id>/", places.change_hat, name="change_hat"),
    path("<tenant:tenant>/", workbench.WorkbenchPage.as_view(), name="workbench"),
]
