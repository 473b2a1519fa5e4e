"""Unclear matters, the boundary list, handovers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FilesField, TenantForm, TenantModelForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from items.attributes import Stance
from items.models import BoundaryEntry, ItemVersion, SupervisionItem, UnclearMatter
from items.queries.library import domains_for
from items.queries.responsibilities import versions_in_force
from tenancy.models import Region


class ItemField(forms.ModelChoiceField):
    """An item, named by the text of its version in force."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=SupervisionItem.objects.of(0).none(), required=False, **kwargs)
        self.words: dict[int, str] = {}

    def of(self, tenant: Region) -> None:
        """Offer the items in force of a place."""
        versions = versions_in_force(tenant).order_by("item__number")
        self.words = {version.item_id: ItemVersion.__str__(version) for version in versions}
        self.queryset = SupervisionItem.objects.of(tenant).filter(pk__in=self.words)

    def label_from_instance(self, item: SupervisionItem) -> str:
        return f"{item.number}. {self.words.get(item.pk, '')}"


def _text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=3000, widget=forms.Textarea({"rows": 4})
    )


class MatterForm(TenantModelForm):
    item = ItemField(label=_("涉及事项"), help_text=_("争议涉及清单里的事项时选择；裁定后自动生成调整草稿。"))

    class Meta:
        model = UnclearMatter
        fields = ["kind", "title", "behaviour", "domain", "item", "reported_by"]
        widgets = {"behaviour": forms.Textarea({"rows": 5})}
        help_texts = {
            "behaviour": _("写清谁、在哪里、做什么、涉及什么风险；不写举报人信息。"),
            "domain": _("按业务相近、主要行为判断。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["item"].of(self.tenant)
        fields["domain"].queryset = domains_for(self.tenant)
        departments = open_departments(self.tenant)
        if self.member.hat and "matters.raise" not in self.member.hat.definition.permissions:
            departments = departments.filter(pk=self.member.hat.department_id)
        fields["reported_by"].queryset = departments
        fields["reported_by"].initial = self.member.hat and self.member.hat.department_id


class ChargeForm(TenantForm):
    department = forms.ModelChoiceField(
        label=_("先行处置部门"), queryset=None, help_text=_("裁定之前由它负责，不得因争议停止处置。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant)


class ConsultForm(TenantForm):
    departments = forms.ModelMultipleChoiceField(
        label=_("征询部门"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["departments"].queryset = open_departments(self.tenant)


class StatementForm(TenantForm):
    stance = forms.ChoiceField(label=_("意见"), choices=Stance, widget=forms.RadioSelect)
    text = _text(_("理由"))
    evidence = _text(_("依据和证据"), _("写明法律法规条款、三定规定、以往处理情况等。"), required=False)
    files = FilesField(
        label=_("证据材料"),
        required=False,
        help_text=_("可一次选择多个文件（PDF、图片、Word、Excel），按内容核验类型并记录校验码；已交的一并保留。"),
    )


class DecisionForm(ChargeForm):
    text = _text(_("裁定意见"))
    document = forms.CharField(label=_("裁定文号"), max_length=120)
    on = DayField(label=_("裁定日期"))
    field_order = ["department", "text", "document", "on"]

    def __init__(self, *args: Any, silent: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].label = _("裁定负责部门")
        self.fields["department"].help_text = _("涉及清单事项且牵头部门改变的，自动生成调整草稿。")
        if silent:
            sentence = _("%s尚未反馈意见。现在裁定的，将记为裁定前未反馈，对方不能再补填。")
            self.fields["text"].help_text = sentence % _("、").join(silent)


class PrecedentForm(TenantForm):
    text = _text(_("裁定要旨"), _("写成以后同类情形可以直接适用的一句话。"))


class BoundaryForm(TenantModelForm):
    item = ItemField(label=_("对应监管事项"))

    class Meta:
        model = BoundaryEntry
        fields = ["matter", "approving", "supervising", "cutover", "handover", "basis", "item", "source"]
        widgets = {"cutover": forms.Textarea({"rows": 3}), "handover": forms.Textarea({"rows": 3})}
        help_texts = {
            "cutover": _("从哪一个时点起由监管部门负责，例如“许可决定作出次日”。"),
            "handover": _("审批部门向监管部门移交哪些信息、多长时间内移交。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["item"].of(self.tenant)
        for name in ("approving", "supervising"):
            fields[name].queryset = open_departments(self.tenant)
        fields["source"].queryset = UnclearMatter.objects.of(self.tenant).exclude(decision="")


class TickForm(TenantForm):
    note = _text(_("办理情况"), _("例如移交了多少户、何时签收。"))
