"""The map of the platform: sign-in and health outside of any place, everything else under the place's code."""

from django.urls import include, path, register_converter

from tenancy.admin import reference
from tenancy.converters import TenantConverter

register_converter(TenantConverter, "tenant")  # before any app's urls are read by include()

handler404 = "portal.views.public.not_found"

urlpatterns = [
    path("account/", include("tenancy.urls")),
    path("reference/", reference.urls),
    path("", include("portal.urls")),
    path("<tenant:tenant>/", include("inspections.urls")),
    path("<tenant:tenant>/", include("clues.urls")),
    path("<tenant:tenant>/", include("risk.urls")),
    path("<tenant:tenant>/", include("credit.urls")),
    path("<tenant:tenant>/", include("items.urls")),
    path("<tenant:tenant>/", include("registry.urls")),
    path("<tenant:tenant>/", include("publication.urls")),
    path("<tenant:tenant>/", include("directory.urls")),
]
