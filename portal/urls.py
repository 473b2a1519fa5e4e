from django.urls import path

from portal.views import audit, calendars, places, profile, search, workbench

app_name = "portal"
urlpatterns = [
    path("", places.home, name="home"),
    path("hat/<int:hat_id>/", places.change_hat, name="change_hat"),
    path("me/", profile.profile, name="profile"),
    path("theme/", profile.theme, name="theme"),
    path("<tenant:tenant>/search/", search.SearchPage.as_view(), name="search"),
    path("<tenant:tenant>/", workbench.WorkbenchPage.as_view(), name="workbench"),
    path("<tenant:tenant>/audit/", audit.AuditPage.as_view(), name="audit"),
    path("<tenant:tenant>/audit/<int:pk>/", audit.AuditEntryPage.as_view(), name="audit_entry"),
    path("<tenant:tenant>/audit/rows/<kind>/<row_id>/", audit.RowLifePage.as_view(), name="audit_row"),
    path("<tenant:tenant>/audit/chain/", audit.AuditChainPage.as_view(), name="audit_chain"),
    path("<tenant:tenant>/calendars/", calendars.CalendarsPage.as_view(), name="calendars"),
    path("<tenant:tenant>/calendars/reckon/", calendars.ReckonPage.as_view(), name="calendar_reckon"),
    path("<tenant:tenant>/calendars/<int:year>/", calendars.CalendarYearPage.as_view(), name="calendar_year"),
    path("<tenant:tenant>/calendars/<int:year>/enter/", calendars.EnterYearPage.as_view(), name="calendar_enter"),
    path(
        "<tenant:tenant>/calendars/versions/<int:pk>/", calendars.CalendarVersionPage.as_view(), name="calendar_version"
    ),
]
