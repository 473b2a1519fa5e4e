from django.urls import path

from portal.views import audit, calendars, places, profile, public, search, workbench

app_name = "portal"
urlpatterns = [
    path("", places.home, name="home"),
    path("hat/<int:hat_id>/", places.change_hat, name="change_hat"),
    path("me/", profile.profile, name="profile"),
    path("theme/", profile.theme, name="theme"),
    path("open/", public.HomePage.as_view(), name="public"),
    path("open/search/", public.SearchPage.as_view(), name="public_search"),
    path("open/<tenant:code>/", public.PlacePage.as_view(), name="public_place"),
    path("open/<tenant:code>/<int:pk>/", public.RecordPage.as_view(), name="public_record"),
    path("open/<tenant:code>/<int:pk>/data.json", public.RecordData.as_view(), name="public_data"),
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
