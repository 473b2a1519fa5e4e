"""What people fill in to arrange a visit and to move it on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from common.pages.forms import NoteForm
from directory.forms.fields import DayField
from directory.queries.people import worn
from inspections.attributes import ARRANGED_ORIGINS, InspectionOrigin
from inspections.forms.fields import OneALine
from inspections.models import CorrectionOrder, SectionItem, Visit, VisitSection
from inspections.queries.points import joints_to_use
from inspections.queries.revisits import why_no_revisit
from inspections.results import FollowUp, IncidentKind
from inspections.services.incidents import Account
from inspections.services.visits import Part, content_for
from items.models import ItemVersion
from items.queries.responsibilities import departments_of, versions_in_force
from registry.domains import DOMAINS
from registry.models import Expert, Officer
from registry.queries.officers import fit_officers
from tenancy.models import Department


def text_field(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=2000, widget=forms.Textarea({"rows": rows})
    )


class MomentField(forms.DateTimeField):
    """A day and a time, in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class ItemsField(forms.ModelMultipleChoiceField):
    """Items of the list in force, each with its departments."""

    def label_from_instance(self, version: ItemVersion) -> str:
        departments = "、".join(str(one) for one in departments_of(version))
        return f"{version.item.number}. {version.content[:60]}（{departments}）"


class PeopleField(forms.ModelMultipleChoiceField):
    """Officers with their certificate numbers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Officer.objects.of(0).none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def of(self, department: Department, on: Any) -> None:
        """Offer whoever of the department may inspect on the day."""
        fit = fit_officers(department.tenant, on=on).filter(department=department)
        self.queryset = fit.prefetch_related("certificates").order_by("name", "pk")

    def label_from_instance(self, officer: Officer) -> str:
        return f"{officer.name}（{officer.certificate or ''}）"


class VisitForm(TenantModelForm):
    """A single visit: why, when, which published items with which departments, who of the own department goes."""

    origin = forms.ChoiceField(label=_("检查来源"), choices=[("", _("请选择")), *ARRANGED_ORIGINS])
    versions = ItemsField(
        queryset=None,
        label=_("检查事项"),
        widget=OneALine,
        help_text=_("只列现行清单里本部门牵头或配合的事项；未公布的事项不得检查。"),
    )
    departments = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("一同检查的部门"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("勾选所选事项的其他部门，进一次门、查多项事；它们自己确定检查人员。"),
    )
    joint = forms.ModelChoiceField(
        queryset=None,
        label=_("按联合检查表检查"),
        required=False,
        empty_label=_("不用，按各部门自己的检查表"),
        help_text=_("选用后，所选事项在联合检查表里的要点由各部门分别填写，共同的要点只问一次。"),
    )
    officers = PeopleField(
        label=_("本部门执法人员"), required=False, help_text=_("至少两名。只列今天具备资格的人员；批准前还可更换。")
    )

    class Meta:
        model = Visit
        fields = [
            "title",
            "origin",
            "source_note",
            "starts_on",
            "ends_on",
            "why_on_site",
            "is_unannounced",
            "why_unannounced",
        ]
        widgets = {name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("starts_on", "ends_on")}
        help_texts = {
            "source_note": _("例如投诉举报登记号、交办文号；不写举报人信息。"),
            "why_on_site": _("所选事项能以非现场方式检查的，须说明为何到现场。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = worn(self.member).department
        fields: dict[str, Any] = self.fields
        versions = versions_in_force(self.tenant).select_related("item", "department").prefetch_related("lines__bases")
        mine = [one.pk for one in versions if own and content_for(one, own) is not None]
        fields["versions"].queryset = (
            versions.filter(pk__in=mine).prefetch_related("lines__department").order_by("item__number")
        )
        others = {one.pk for version in versions if version.pk in mine for one in departments_of(version)}
        if "joint" in fields:
            fields["joint"].queryset = joints_to_use(self.tenant)
        rows = Department.objects.of(self.tenant).filter(pk__in=others).exclude(pk=own.pk if own else None)
        fields["departments"].queryset = rows.order_by("name")
        if own:
            going = fields["officers"]
            going.of(own, timezone.localdate())
            going.initial = list(going.queryset.filter(member=self.member).values_list("pk", flat=True))

    def parts(self) -> list[Part]:
        """The parts of the departments, the own one first; each with the chosen items that are its own."""
        own = worn(self.member).department
        given = self.cleaned_data
        officers = {own: list(given["officers"])} if own else {}
        departments = [own, *given["departments"]] if own else list(given["departments"])
        return [
            Part(one, [v for v in given["versions"] if content_for(v, one) is not None], officers.get(one, []))
            for one in departments
        ]


class OrdersField(forms.ModelMultipleChoiceField):
    """Orders to correct by department and day, what they demand and where they come from."""

    def label_from_instance(self, order: CorrectionOrder) -> str:
        words = {"day": order.due_on, "demands": order.demands[:60], "number": order.section.visit.number}
        return _("%(department)s　期限%(day)s：%(demands)s（%(number)s）") % {"department": order.department, **words}


class RevisitForm(VisitForm):
    """A return visit: when, on which items, who goes; where it comes from is known (R106)."""

    origin = None  # type: ignore[assignment]
    joint = None  # type: ignore[assignment]
    also = OrdersField(
        queryset=None,
        label=_("一并复查的责令改正"),
        required=False,
        widget=OneALine,
        help_text=_(
            "对同一对象、期限相近的责令改正，进一次门一并复查；其他部门自己派员、自己确认结果，其事项随责令改正带入。"
        ),
    )
    why_apart = forms.CharField(
        label=_("不一并复查其他部门责令改正的理由"),
        required=False,
        max_length=300,
        help_text=_(
            "检查开始时已到改正期限，或者已报改正材料的其他部门责令改正没有勾选的，须写明理由，该部门可以看到。"
        ),
    )
    field_order = ["also", "why_apart"]

    class Meta(VisitForm.Meta):
        fields = ["title", "starts_on", "ends_on", "why_on_site", "is_unannounced", "why_unannounced"]
        help_texts = {**VisitForm.Meta.help_texts, "why_on_site": _("例如：材料不能证明已经改正，须到现场核实。")}

    def __init__(self, *args: Any, section: VisitSection, orders: Sequence[CorrectionOrder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        today = timezone.localdate()
        ready = [one for one in orders if not why_no_revisit(one, today)]
        if orders:
            rows = CorrectionOrder.objects.of(self.tenant).filter(pk__in=[one.pk for one in orders])
            fields["also"].queryset = rows.select_related("section__visit", "department")
            fields["also"].initial = [one.pk for one in ready]
        else:
            del fields["also"]
        if all(one.department_id == section.department_id for one in orders):
            del fields["why_apart"]
        own = [section.pk, *(one.section_id for one in ready if one.department_id == section.department_id)]
        fields["versions"].initial = [one.pk for one in self._seen_again(own)]

    def parts(self) -> list[Part]:
        """As of any visit; a department whose order is verified along looks at what the order came from."""
        parts = {part.department.pk: part for part in super().parts()}
        for order in self.cleaned_data.get("also", ()):
            if order.department_id != worn(self.member).department_id:
                part = parts.get(order.department_id) or Part(order.department, [], [])
                again = [one for one in self._seen_again([order.section_id]) if content_for(one, order.department)]
                parts[order.department_id] = replace(part, versions=list(dict.fromkeys([*part.versions, *again])))
        return list(parts.values())

    def _seen_again(self, sections: Sequence[int]) -> QuerySet[ItemVersion]:
        """What is in force now of the items that the sections looked at."""
        items = SectionItem.objects.of(self.tenant).filter(section__in=sections).values("item_version__item")
        return versions_in_force(self.tenant).filter(item__in=items)


class EmergencyForm(VisitForm):
    """A visit that begins now."""

    joint = None  # type: ignore[assignment]

    class Meta(VisitForm.Meta):
        fields = ["title", "origin", "source_note", "emergency_reason", "why_on_site"]
        help_texts = {
            **VisitForm.Meta.help_texts,
            "emergency_reason": _("写明如不立即检查会造成什么后果。三个工作日内须补办审批。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["emergency_reason"].required = True
        self.initial["origin"] = InspectionOrigin.IMMEDIATE


class NoticeForm(forms.Form):
    materials = text_field(_("请对象准备的材料"), _("一行一项，印在通知书上；没有可以留空。"), rows=5, required=False)
    contact = forms.CharField(label=_("联系人和电话"), max_length=120)


class RescheduleForm(NoteForm):
    starts_on = DayField(label=_("检查开始日期"))
    ends_on = DayField(label=_("检查结束日期"))


class StaffForm(TenantForm):
    """The officers of one section."""

    officers = PeopleField(label=_("执法人员"), help_text=_("至少两名，只列检查首日具备资格的人员。"))
    domain = forms.ChoiceField(
        label=_("执法证领域要求"), required=False, choices=[("", _("不限")), *((one, one) for one in DOMAINS)]
    )
    experts = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("随行专家"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("专家提供意见，不计入执法人员，不签字。"),
    )

    def __init__(self, *args: Any, section: VisitSection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["officers"].of(section.department, section.visit.starts_on)
        fields["officers"].initial = [one.officer_id for one in section.officers.all()]
        fields["domain"].initial = section.domain
        today = timezone.localdate()
        experts = Expert.objects.of(self.tenant).filter(starts_on__lte=today, ends_on__gte=today)
        fields["experts"].queryset = experts.order_by("name")
        fields["experts"].initial = [one.expert_id for one in section.experts.all()]


class IncidentForm(forms.Form):
    kind = forms.ChoiceField(label=_("情况类型"), choices=IncidentKind.choices)
    happened_at = MomentField(label=_("发生时间"), initial=timezone.localtime)
    place = forms.CharField(label=_("发生地点"), max_length=200)
    account = text_field(_("经过"), _("写明人、行为和后果。"))
    recipient = forms.CharField(
        label=_("请求协助的机关"), max_length=120, help_text=_("一般是公安机关。保存后自动生成请求协助函。")
    )

    def given(self) -> Account:
        """What the service takes."""
        given = self.cleaned_data
        return Account(given["kind"], given["happened_at"], given["place"], given["account"], given["recipient"])


class IncidentOutcomeForm(forms.Form):
    outcome = text_field(_("协助结果"))


class DoorForm(NoteForm):
    """Why nobody could check, and what follows from it."""

    follow_up = forms.ChoiceField(label=_("后续处理"), choices=FollowUp.choices, initial=FollowUp.OTHER, required=False)

    def given(self) -> dict[str, str]:
        """The account and the follow-up as typed."""
        return {"note": self.cleaned_data["note"], "follow_up": self.cleaned_data["follow_up"] or FollowUp.OTHER}
