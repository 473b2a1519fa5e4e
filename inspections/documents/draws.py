"""Papers of plans and inspections."""

from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.exports import paper
from inspections.models import Draw
from publication.models import PublicRecord


@paper(
    "inspections.draw_record",
    label=_("双随机抽取记录"),
    permission="draws.view",
    template="documents/inspections/draw_record.html",
)
def draw_record(draw: Draw) -> dict[str, Any]:
    """What was fixed, revealed and drawn, in figures; names of objects and officers stay out before the visits."""
    url = public_address(draw)
    return {
        "title": _t("双随机抽取记录"),
        "strata": list(draw.strata.all()),
        "secrets": list(draw.secrets.select_related("department")),
        "signed_by": str(draw.task.department),
        "signed_on": draw.drawn_at,
        "qr_svg": qr_code(url) if url else "",
        "online_url": url,
        "digest": draw.commitment_hash,
    }


def public_address(draw: Draw) -> str:
    """Where anyone finds this attempt on the public site."""
    shown = PublicRecord.objects.of(draw.tenant_id).filter(kind="draw", ref=str(draw.pk)).first()
    return settings.SITE_URL + reverse("portal:public_record", args=[draw.tenant, shown.pk]) if shown else ""


def qr_code(text: str) -> SafeString:
    """The text as an SVG of squares."""
    return mark_safe(segno.make(text, error="m").svg_inline(scale=3, border=0))  # noqa: S308 drawn by segno
