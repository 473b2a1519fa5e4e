"""The map of the public site for search engines: what is published now; what was taken down drops out at once."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from publication.models import PublicRecord
from publication.queries import shown_publicly
from tenancy.guards import OPEN, requires
from tenancy.models import Region


class PlacesMap(Sitemap):
    def items(self) -> QuerySet[Region]:
        return Region.objects.using("public").filter(is_tenant=True).exclude(pk=0).order_by("code")

    def location(self, item: Region) -> str:
        return reverse("portal:public_place", args=[item])


class RecordsMap(Sitemap):
    limit = 10_000

    def items(self) -> QuerySet[PublicRecord]:
        return shown_publicly().only("pk", "tenant", "changed_at").order_by("pk")

    def location(self, item: PublicRecord) -> str:
        return reverse("portal:public_record", args=[item.tenant_id, item.pk])

    def lastmod(self, item: PublicRecord) -> datetime:
        return item.changed_at


SITEMAPS = {"places": PlacesMap, "records": RecordsMap}


@requires(OPEN)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return views.index(request, SITEMAPS, sitemap_url_name="portal:sitemap")


@requires(OPEN)
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return views.sitemap(request, SITEMAPS, section=section)


@requires(OPEN)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public site and nothing else."""
    map_address = request.build_absolute_uri(reverse("portal:sitemap_index"))
    lines = ["User-agent: *", "Allow: /open/", "Allow: /static/", "Disallow: /", f"Sitemap: {map_address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
