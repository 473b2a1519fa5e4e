"""Choosing who answers for items."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.forms.fields import DayField, PersonField
from items.models import ItemVersion
from items.queries.responsibilities import Seat, seats_of, staff_of
from items.services.responsibilities import Pick, Terms
from tenancy.models import Department


class AssignForm(TenantForm):
    """One person for each department of the chosen items."""

    starts_on = DayField(label=_("生效日期"), help_text=_("可以填以后的日期，到期自动生效。"))
    document = forms.CharField(label=_("分工文件或依据"), max_length=200, required=False)
    replaces = forms.BooleanField(
        label=_("接替原承办人"),
        required=False,
        initial=True,
        help_text=_("生效当日原承办人同时结束；不勾选则共同承办。"),
    )
    covers = forms.BooleanField(
        label=_("已有承办人的事项也改派"), required=False, help_text=_("不勾选时，只给还没有承办人的事项指定。")
    )

    def __init__(self, *args: Any, versions: list[ItemVersion], department: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.versions = versions
        self.seats = seats_of(self.tenant, versions)
        self.fields["starts_on"].initial = today
        self.departments = {
            seat.department.pk: seat.department
            for version in versions
            for seat in self.seats[version.pk]
            if department in ("", str(seat.department.pk)) and self.member.may("items.assign", seat.department)
        }
        for pk, one in self.departments.items():
            self._ask_person(pk, one, today)
        if department:
            self.fields["covers"].initial = True

    def _ask_person(self, pk: int, department: Department, today: Any) -> None:
        field = PersonField(required=False)
        field.queryset = staff_of(department, today)
        field.label = _("%(department)s的承办人") % {"department": department}
        vacant = sum(seat.is_vacant for _version, seat in self._seats_in(pk))
        field.help_text = _("所选事项中涉及%(all)d项，%(vacant)d项未明确。") % {
            "all": len(list(self._seats_in(pk))),
            "vacant": vacant,
        }
        self.fields[f"person_{pk}"] = field

    def _seats_in(self, pk: int) -> Iterable[tuple[ItemVersion, Seat]]:
        return [(one, seat) for one in self.versions for seat in self.seats[one.pk] if seat.department.pk == pk]

    def picks(self) -> list[Pick]:
        """What was chosen, item by item; who is responsible already is left alone."""
        given = self.cleaned_data
        return [
            Pick(version, department, person)
            for pk, department in self.departments.items()
            if (person := given.get(f"person_{pk}"))
            for version, seat in self._seats_in(pk)
            if (seat.is_vacant or given["covers"]) and person.pk not in {one.member_id for one in seat.people}
        ]

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(given["starts_on"], given["document"], given["replaces"])
