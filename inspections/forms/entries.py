"""What people fill in for an entry: the columns of 附件2, the pool, the departments, the strata, the menu."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.exports import Asked
from common.forms import LinesMixin, TenantForm
from directory.queries.departments import open_departments
from inspections.attributes import COVERING, PLANNED_ORIGINS, VALUES, QuantityRule, StratumBasis, stratum_word
from inspections.forms.fields import RatioField, day_field, one_of, text_field
from inspections.models import AnnualPlan, Campaign, PlanEntry, PlanEntryLine, PlanStratum, StratumDefault
from inspections.queries.entries import ground_of, has_own_basis
from inspections.quotas import Figures
from inspections.services.entries import FIELDS, EntryContent, LineContent, Pick
from inspections.wording import read_ratio
from items.attributes import ExemptionReason, Regime, Technique
from items.models import Checklist, ItemVersion
from registry.filters.objects import ObjectFilter
from registry.forms.fields import WordsField
from registry.queries.objects import objects_of
from tenancy.models import Department, Region

POOL = ("kind", "industry", "department", "place", "tag", "key", "key_list", "address", "planned")
"""The filters of the list of objects that the form of an entry shows."""


def pool_fields(tenant: Region, query: str) -> dict[str, forms.Field]:
    """The filters as fields `pool_…`, set as in `query`; choices are those of the list page."""
    asked = QueryDict(query)
    found = ObjectFilter(asked, queryset=objects_of(tenant), request=Asked(tenant, None, asked)).form  # type: ignore[arg-type]
    fields = {}
    for name in POOL:
        field = found.fields[name]
        field.required, field.initial = False, asked.get(name, "")
        fields[f"pool_{name}"] = field
    return fields


def pool_query(data: Mapping[str, Any], former: str = "") -> str:
    """The query string of the list of objects out of the fields `pool_…`.

    What `former` asks by filters that the form does not show goes on: what entries have in common since they were
    merged, and what one of them left to the others (R088).
    """
    shown = [(name, value) for name in POOL if (value := str(data.get(f"pool_{name}") or "").strip())]
    return "&".join(part for part in (urlencode(shown), unshown_query(former)) if part)


def unshown_query(query: str) -> str:
    """What of a query string the form does not show."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in POOL])


def _by_group(label: Any) -> forms.BooleanField:
    return forms.BooleanField(
        label=label, required=False, help_text=_("从这个部门在用的检查组中整组抽取，不单独抽取人员。")
    )


def _min_officers(label: Any) -> forms.IntegerField:
    few = {"min_value": _("每个部门至少派出两名执法人员。")}
    return forms.IntegerField(label=label, initial=2, min_value=2, max_value=20, required=False, error_messages=few)


def _domain(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=60, required=False, help_text=_("须持该领域执法证的才填写，如“食品”。")
    )


class LineForm(TenantForm):
    """A department's part; a cooperating line left empty is none."""

    department = forms.ModelChoiceField(label=_("监管部门"), queryset=None, required=False)
    content = text_field(_("监管事项"), rows=2, required=False)
    min_officers = _min_officers(_("最少执法人员"))
    domain = _domain(_("执法证领域要求"))
    specialties = WordsField(label=_("专业特长要求"), required=False)
    is_by_group = _by_group(_("按检查组抽取"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = open_departments(self.tenant)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("department") and not given.get("content"):
            self.add_error("content", _t("请写明这个部门检查什么。"))
        if given.get("content") and not given.get("department"):
            self.add_error("department", _t("请选择部门。"))
        return given


LINE_FIELDS = ("department", "content", "min_officers", "domain", "specialties", "is_by_group")
LineFormSet = forms.formset_factory(LineForm, extra=2, max_num=30)


class EntryForm(LinesMixin, TenantForm):
    """One entry: the columns of 附件2 first, what it means for the draw after them, the departments last."""

    line_word, line_mark = _("配合部门"), "department"

    title = forms.CharField(label=_("综合监管计划名称"), max_length=200)
    lead_content = text_field(_("牵头部门监管事项"), rows=2)
    lead_min_officers = _min_officers(_("牵头部门最少执法人员"))
    lead_domain = _domain(_("牵头部门执法证领域要求"))
    lead_specialties = WordsField(label=_("牵头部门专业特长要求"), required=False)
    lead_is_by_group = _by_group(_("牵头部门按检查组抽取"))
    objects_text = text_field(_("监管对象"), rows=2, longest=500, help_text=_("印在计划里的文字。"))
    sample_ratio = RatioField(label=_("抽查比例"), required=False)
    sample_count = forms.IntegerField(label=_("检查数量（户）"), min_value=1, required=False)
    quantity_rule = one_of(_("比例和数量都填写时"), QuantityRule, blank=_("请选定"))
    frequency = forms.IntegerField(label=_("每年检查次数"), min_value=1, max_value=366, required=False)
    starts_on = day_field(_("检查开始日期"))
    ends_on = day_field(_("检查结束日期"))
    regime = one_of(_("监管类型"), Regime, required=True)
    technique = one_of(_("检查方式"), Technique, required=True)
    origin = forms.ChoiceField(label=_("检查来源"), choices=PLANNED_ORIGINS)
    is_unannounced = forms.BooleanField(
        label=_("不预先通知"), required=False, help_text=_("公示的计划只写年度，不写检查时间。")
    )
    apart_reason = one_of(_("不参加联合抽查的情形"), ExemptionReason, blank=_("参加联合抽查"))
    apart_basis = forms.CharField(label=_("不参加联合抽查的依据"), max_length=300, required=False)

    def __init__(
        self, *args: Any, parent: AnnualPlan | Campaign, entry: PlanEntry | None = None, **kwargs: Any
    ) -> None:
        self.parent, self.entry = parent, entry
        lines = list(entry.lines.all()) if entry else []
        if entry:
            lead = next((line for line in lines if line.department_id == entry.department_id), PlanEntryLine())
            own = {f"lead_{name}": getattr(lead, name) for name in LINE_FIELDS if name != "department"}
            kwargs["initial"] = {**{name: getattr(entry, name) for name in FIELDS}, **own}
        super().__init__(*args, **kwargs)
        self.fields |= pool_fields(self.tenant, entry.pool_query if entry else "")
        self.line_initial = [
            {name: getattr(line, name) for name in LINE_FIELDS}
            for line in lines
            if line.department_id != parent.department_id
        ]

    @cached_property
    def lines(self) -> Any:
        """The cooperating lines, with two empty ones to write on."""
        return LineFormSet(
            self.data or None,
            prefix="lines",
            initial=self.line_initial,
            form_kwargs={"tenant": self.tenant, "member": self.member},
        )

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings, in the order of the form."""
        pool = [f"pool_{name}" for name in POOL]
        return [
            ("", [self[name] for name in ("title", "lead_content", "objects_text")]),
            (_t("对象范围"), [self[name] for name in pool]),
            (
                _t("检查数量（比例、频次）"),
                [self[name] for name in ("sample_ratio", "sample_count", "quantity_rule", "frequency")],
            ),
            (_t("检查起止时间"), [self[name] for name in ("starts_on", "ends_on", "is_unannounced")]),
            (
                _t("检查方式"),
                [self[name] for name in ("regime", "technique", "origin", "apart_reason", "apart_basis")],
            ),
            (_t("牵头部门派出人员"), [self[f"lead_{name}"] for name in LINE_FIELDS[2:]]),
        ]

    def as_content(self) -> EntryContent:
        """What was filled in, as the service takes it."""
        given = self.cleaned_data
        values = {name: given[name] for name in FIELDS if name in given}
        values["pool_query"] = pool_query(self.data, self.entry.pool_query if self.entry else "")
        own = {name: given[f"lead_{name}"] for name in LINE_FIELDS if name != "department"}
        lead = LineContent(self.parent.department, **own | _officers(own))
        filled = [line.cleaned_data for line in self.filled_lines]
        return EntryContent(values, [lead, *(LineContent(**one | _officers(one)) for one in filled)])


def _officers(given: Mapping[str, Any]) -> dict[str, int]:
    return {"min_officers": given.get("min_officers") or 2}


def figures_of(data: Mapping[str, Any]) -> tuple[Figures, int | None]:
    """Figures and frequency as far as they are typed by now; what makes no sense yet counts as not said."""
    frequency = str(data.get("frequency") or "")
    return _typed_figures(data), int(frequency) if frequency.isdecimal() and len(frequency) < 4 else None


def _typed_figures(data: Mapping[str, Any]) -> Figures:
    if data.get("regime") in COVERING:
        return Figures(ratio=Decimal(1))
    count = str(data.get("sample_count") or "")
    return Figures(
        int(count) if count.isdecimal() and len(count) < 9 else None,
        read_ratio(str(data.get("sample_ratio") or "")),
        str(data.get("quantity_rule") or ""),
    )


# --- strata -----------------------------------------------------------------------------------------------------------


class StratumForm(forms.Form):
    """One grade or level; a line without a ratio follows the entry's own."""

    value = forms.CharField(required=False, widget=forms.HiddenInput)
    ratio = RatioField(label=_("抽查比例"), required=False, help_text="")
    frequency = forms.IntegerField(label=_("每年检查次数"), min_value=0, max_value=366, required=False)
    technique = one_of(_("检查方式"), Technique, blank=_("同本项计划"))


StratumFormSet = forms.formset_factory(StratumForm, extra=0, max_num=8)


class StrataForm(LinesMixin, TenantForm):
    """The table of one basis: all its values and what has none yet."""

    line_word, line_mark = _("行"), "ratio"

    basis = forms.ChoiceField(choices=StratumBasis.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, basis: str, rows: Mapping[str, PlanStratum | StratumDefault], **kwargs: Any) -> None:
        super().__init__(*args, initial={"basis": basis}, **kwargs)
        self.basis = basis
        self.known = rows

    @cached_property
    def lines(self) -> Any:
        values = [*VALUES[StratumBasis(self.basis)], ""]
        initial = [self._initial(value) for value in values]
        formset = StratumFormSet(self.data or None, prefix="strata", initial=initial)
        for line, value in zip(formset.forms, values, strict=False):
            line.word = stratum_word(self.basis, value)
            for name in ("ratio", "frequency", "technique"):
                label = line.fields[name].label
                line.fields[name].widget.attrs["aria-label"] = f"{line.word} {label}"
        return formset

    def _initial(self, value: str) -> dict[str, Any]:
        row = self.known.get(value)
        names = ("ratio", "frequency", "technique")
        return {"value": value, **({name: getattr(row, name) for name in names} if row else {})}

    def filled(self) -> list[dict[str, Any]]:
        """The lines with a ratio, as values of a row."""
        return [{"basis": self.basis, **line.cleaned_data} for line in self.filled_lines]


# --- the menu (R093) --------------------------------------------------------------------------------------------------


class MenuForm(TenantForm):
    """Items and checklists by department, to be ticked for one entry."""

    picks = forms.MultipleChoiceField(required=False)

    def __init__(
        self, *args: Any, entry: PlanEntry, versions: list[ItemVersion], checklists: list[Checklist], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        by_part = {(one.item_id, one.department_id): one for one in checklists}
        self.offers = {
            f"{department.pk}-{version.pk}": Pick(department, version, by_part.get((version.item_id, department.pk)))
            for version in versions
            for department in _departments(version)
        }
        ticked = {
            f"{line.department_id}-{one.item_version_id}" for line in entry.lines.all() for one in line.items.all()
        }
        self.ticked = set(self.data.getlist("picks")) if self.is_bound else ticked
        self.fields["picks"].choices = [(key, key) for key in self.offers]  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Item by item its departments, each with its tick, its matter, its checklist and what stands against it."""
        found: dict[int, dict[str, Any]] = {}
        for key, pick in self.offers.items():
            group = found.setdefault(pick.version.pk, {"version": pick.version, "parts": []})
            group["parts"].append(
                {
                    "key": key,
                    "pick": pick,
                    "content": ground_of(pick.version, pick.department.pk),
                    "is_ticked": key in self.ticked,
                    "has_basis": has_own_basis(pick.version, pick.department.pk),
                }
            )
        return list(found.values())

    def picked(self) -> list[Pick]:
        return [self.offers[key] for key in self.cleaned_data["picks"]]


def _departments(version: ItemVersion) -> list[Department]:
    return [version.department, *(line.department for line in version.lines.all())]
