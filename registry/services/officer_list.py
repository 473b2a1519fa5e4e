"""What the public is owed of the officer library: names, certificate numbers, validity, as one list of the place."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from common.calendars.words import numeric_text
from directory.queries.roster import holder_of
from publication.models import Duty, PublicRecord
from publication.services.duties import open_duty
from publication.services.ledger import Publication
from registry.models import Officer
from registry.published import OFFICER_LIST
from registry.queries.officers import fit_officers, with_standing
from tenancy.models import Department, Member, Region
from tenancy.models.departments import Coordination

REF = "officers"


def owe_officer_list(tenant: Region, *, actor: Member | None, today: date) -> Duty | None:
    """Open, or renew, the duty to publish the officers as they stand; None when the public sees them already.

    Listed is who may enforce today, with the certificate that lasts longest. It may run every day.
    """
    officers = _listed(tenant, today)
    department = _publisher(tenant)
    if not officers or department is None or officers == _public_now(tenant):
        return None
    publication = Publication(
        kind=OFFICER_LIST.name,
        ref=REF,
        title=_("%(place)s行政执法人员名录") % {"place": tenant.name},
        snapshot={"list_date": numeric_text(today), "officer_count": str(len(officers)), "officers": officers},
        basis=_("《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》"),
    )
    return open_duty(tenant, publication, department=department, actor=actor)


def _listed(tenant: Region, today: date) -> list[dict[str, str]]:
    rows = with_standing(fit_officers(tenant, on=today)).order_by("department__name", "name", "pk")
    return [_line(officer) for officer in rows]


def _line(officer: Officer) -> dict[str, Any]:
    certificate = officer.certificate
    if certificate is None:
        raise LookupError(f"officer {officer.pk} is fit without a certificate")
    return {"number": certificate.number, "name": officer.name, "valid_until": certificate.last_day}


def _public_now(tenant: Region) -> list[dict[str, str]]:
    shown = PublicRecord.objects.of(tenant).filter(kind=OFFICER_LIST.name, ref=REF, is_withdrawn=False).first()
    return shown.snapshot.get("officers", []) if shown else []


def _publisher(tenant: Region) -> Department | None:
    """The department that answers for the three systems of enforcement; the overall coordinator where nobody does."""
    return holder_of(tenant, Coordination.LEGALITY) or holder_of(tenant, Coordination.OVERALL)
