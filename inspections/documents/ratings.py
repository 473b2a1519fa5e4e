"""The letters that ask companies to rate a visit."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.exports import paper
from inspections.documents.draws import qr_code
from inspections.models import RatingMailing


@paper(
    "inspections.rating_letters",
    label=_("评议函"),
    permission="ratings.invite",
    template="documents/inspections/rating_letters.html",
)
def rating_letters(mailing: RatingMailing) -> dict[str, Any]:
    """A page a company: which visit, the code, and a picture that opens the rating with both filled in.

    Only who may send them reads them; the departments that are rated find neither paper nor code.
    """
    codes = mailing.codes.select_related("visit__object", "visit__department").order_by("pk")
    page = settings.SITE_URL + reverse("portal:rate_visit")
    return {
        "title": _t("关于邀请评议行政检查的函"),
        "page": page,
        "letters": [
            {
                "visit": one.visit,
                "day": timezone.localdate(one.visit.arrived_at),
                "code": one.code,
                "qr": qr_code(f"{page}#{one.visit.year}-{one.visit.serial}-{one.code}"),
            }
            for one in codes
        ],
        "issuer": _t("%(place)s跨部门综合监管统筹部门") % {"place": mailing.tenant.name},
        "made_on": timezone.localdate(mailing.made_at),
    }
