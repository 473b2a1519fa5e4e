"""A request as the middleware leaves it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tenancy.models import Member, Region


class PlaceRequest(HttpRequest):
    """What views may rely on: who asks, wearing which hat, in which place. For annotations only.

    On pages outside of a place `tenant` is None; on open pages `member` is None for a visitor. Views inside a place
    never see either.
    """

    tenant: Region
    member: Member
    htmx: HtmxDetails
