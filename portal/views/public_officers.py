"""Anyone may check an enforcement certificate by its number: whose it is and until when it holds, nothing else."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from common.tables import digits_only
from portal.views.public import PublicPage
from publication.queries import public_records_with
from registry.published import OFFICER_LIST
from registry.validity import day_of

LONGEST_NUMBER = 40


class OfficerLookupPage(PublicPage):
    """The whole number finds its line in the published lists; parts of numbers and names find nothing."""

    template_name = "public/officer_lookup.html"

    def get_context(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("number", "")[:LONGEST_NUMBER]
        number = digits_only(typed).upper()
        return {"page_title": _("查验执法人员证件"), "number": number, "found": found_lines(number) if number else []}


def found_lines(number: str) -> list[dict[str, Any]]:
    """The published lines with that very number: place, name, last day, whether it still holds."""
    today = timezone.localdate()
    records = public_records_with(OFFICER_LIST.name, {"officers": [{"number": number}]})
    return [
        {
            "record": record,
            "name": line["name"],
            "valid_until": line["valid_until"],
            "is_valid": day_of(line["valid_until"]) >= today,
        }
        for record in records
        for line in record.snapshot["officers"]
        if line["number"] == number
    ]
