"""Claiming, declining, linking and reconciling items of the place above."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.queries.departments import open_departments
from directory.queries.people import acts_for_place
from items.bases import parse_bases
from items.merging import Decision, Difference, Outcome, Part, Take
from items.models import ItemClaim, ItemVersion
from items.queries.claims import Comparison, Words, suggested_departments, unlinked_versions
from items.services.claims import Assignment
from tenancy.models import Member

_TEXTS = frozenset(
    {"domain_text", "content", "objects_text", "ratio", "quantity", "frequency", "procedure", "division", "bases"}
    | {"power_entry", "exemption_basis", "industry"}
)
"""Parts that may be written anew while reconciling; choices are changed on the draft's own form."""


def _reason(help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("理由"), required=required, max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=help_text
    )


def _within(member: Member, field: str = "pk") -> Q:
    """Departments for which the member may claim: every one of the place, or the own one."""
    if acts_for_place(member, "items.claim"):
        return Q()
    return Q(**{field: member.hat.department_id if member.hat else None})


class AcceptForm(TenantForm):
    """Our department for each department of the upper item."""

    lead = forms.ModelChoiceField(label=_("本地牵头部门"), queryset=None)

    def __init__(self, *args: Any, upper: ItemVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.upper = upper
        suggested = suggested_departments(self.tenant, upper)
        departments = open_departments(self.tenant)
        fields: dict[str, Any] = self.fields
        fields["lead"].queryset = departments.filter(_within(self.member))
        fields["lead"].initial = suggested[upper.department_id]
        fields["lead"].help_text = _("上级为“%(name)s”。") % {"name": upper.department}
        for line in upper.lines.all():
            fields[f"line_{line.department_id}"] = forms.ModelChoiceField(
                label=_("对应“%(name)s”的本地配合部门") % {"name": line.department},
                queryset=departments,
                required=False,
                initial=suggested[line.department_id],
                empty_label=_("本地不设"),
                help_text=line.content,
            )

    def assignment(self) -> Assignment:
        given = self.cleaned_data
        lines = {line.department_id: given[f"line_{line.department_id}"] for line in self.upper.lines.all()}
        return Assignment(given["lead"], lines)


class AdaptForm(AcceptForm):
    reason = _reason(_("写明改什么、为什么改；保存后进入草稿修改内容。"), required=True)
    field_order = ["lead"]


class LinkForm(TenantForm):
    version = forms.ModelChoiceField(
        label=_("本地事项"), queryset=None, help_text=_("选定后逐处对照两者的不同，再决定采用哪一个。")
    )

    def __init__(self, *args: Any, claim: ItemClaim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].queryset = unlinked_versions(self.tenant).filter(_within(self.member, "department"))
        same = unlinked_versions(self.tenant).filter(content=claim.offered.content).first()
        fields["version"].initial = same


class ReconcileForm(TenantForm):
    """One choice a difference: take the upper text, keep the local one, or write it anew."""

    def __init__(self, *args: Any, comparison: Comparison, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison, self.words = comparison, words
        for number, one in enumerate(comparison.found):
            self._add(number, one)
        self.fields["reason"] = _reason(_("保留或改写了与上级不同的内容时必填，上级可以看到。"), required=False)

    def _add(self, number: int, one: Difference) -> None:
        takes = [(Take.UPPER.value, _("用上级")), (Take.LOCAL.value, _("留本地"))]
        if is_text(one.part):
            takes.append((Take.EDIT.value, _("另行改写")))
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("改写为"),
                required=False,
                initial=self.words.value(one.part, one.local),
                max_length=2000,
                widget=forms.Textarea({"rows": 3}),
            )
        self.fields[f"take_{number}"] = forms.ChoiceField(
            label=self.words.label(one.part),
            choices=takes,
            widget=forms.RadioSelect,
            initial="" if one.outcome is Outcome.BOTH else one.outcome.value,
            error_messages={"required": _("上级和本地都改过，请选定用哪一个。")},
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for number in range(len(self.comparison.found)):
            if given.get(f"take_{number}") == Take.EDIT and not given.get(f"text_{number}", "").strip():
                self.add_error(f"text_{number}", _("请写上改写后的内容。"))
        return given

    def decisions(self) -> dict[Part, Decision]:
        return {one.part: self._decision(number, one) for number, one in enumerate(self.comparison.found)}

    def _decision(self, number: int, one: Difference) -> Decision:
        take = Take(self.cleaned_data[f"take_{number}"])
        if take is not Take.EDIT:
            return Decision(take)
        text = self.cleaned_data[f"text_{number}"].strip()
        return Decision(take, tuple(parse_bases(text)) if one.part.field == "bases" else text)

    def rows(self) -> list[dict[str, Any]]:
        """What the page shows side by side, one a difference."""
        return [
            {
                "label": self.words.label(one.part),
                "base": self.words.value(one.part, one.base),
                "upper": self.words.value(one.part, one.upper),
                "local": self.words.value(one.part, one.local),
                "outcome": one.outcome.value,
                "take": self[f"take_{number}"],
                "text": self[f"text_{number}"] if f"text_{number}" in self.fields else None,
            }
            for number, one in enumerate(self.comparison.found)
        ]


def is_text(part: Part) -> bool:
    """Whether the part is plain text; a whole line is taken or left."""
    return part.field in _TEXTS
