"""A place's own domains beside the catalogue of the policies (R036)."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from items.models import SupervisionDomain
from items.queries.library import domains_for
from tenancy.audit import record
from tenancy.models import Member

_AFTER_THE_CATALOGUE = 900


class DomainRefused(Refused):
    """A domain that may not be added; the sentence says why."""


@transaction.atomic
def add_domain(domain: SupervisionDomain, *, actor: Member) -> SupervisionDomain:
    """Add an own domain. Errors: `DomainRefused` when the catalogue has it already, `ValidationError` by field."""
    if domains_for(domain.tenant).filter(name=domain.name).exists():
        raise DomainRefused(_("目录里已有“%s”，请直接选用。") % domain.name, field="name")
    domain.position = _AFTER_THE_CATALOGUE
    keep(domain, domain_name_in_place="name")
    record(actor, "items.add_domain", domain)
    return domain
