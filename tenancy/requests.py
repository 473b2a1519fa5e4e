"""A request as the middleware leaves it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tenancy.models import Member, Membership, Region, TenantSettings


class PlaceRequest(HttpRequest):
    """What views may rely on: who asks, wearing which hat, in which place. For annotations only.

    On pages outside of a place `tenant` is None; on open pages `member` is None for a visitor. Views inside a place
    never see either. `hats` are all of the member's, in every place; `settings` are the place's.
    """

    tenant: Region
    member: Member
    hats: list[Membership]
    settings: TenantSettings
    htmx: HtmxDetails
