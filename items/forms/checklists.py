"""What people fill in around checklists, conflicts, scenarios, merging and collections."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.forms import FilesField, LinesMixin, TenantForm, TenantModelForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from directory.queries.people import acts_for_place, worn
from items.attributes import Technique
from items.models import (
    Campaign,
    Checklist,
    EntryConflict,
    ItemVersion,
    Scenario,
    SharedFact,
    SupervisionDomain,
    SupervisionItem,
)
from items.queries.checklists import MergeTable
from items.queries.library import domains_for
from items.queries.versions import current_versions
from items.services.checklists import EntryContent
from items.services.scenarios import APART
from items.states import IN_FORCE


class VersionField(forms.ModelChoiceField):
    """An item by its content."""

    def label_from_instance(self, version: ItemVersion) -> str:
        return f"{version.item.number}. {version.content[:60]}（{version.department}）"


class NewChecklistForm(TenantForm):
    item = VersionField(queryset=None, label=_("监管事项"))
    department = forms.ModelChoiceField(queryset=None, label=_("检查部门"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        versions = current_versions(self.tenant).select_related("item", "department").order_by("item__number")
        fields["item"].queryset = versions
        departments = open_departments(self.tenant)
        if not acts_for_place(self.member, "items.prepare"):
            departments = departments.filter(pk=worn(self.member).department_id)
        fields["department"].queryset = departments
        if departments.count() == 1:
            fields["department"].initial = departments.get()


class EntryForm(TenantForm):
    """One entry; an entry left empty is none."""

    text = forms.CharField(label=_("检查要点"), max_length=300, required=False)
    evidence = forms.CharField(label=_("查什么材料或现场"), max_length=300, required=False)
    rule = forms.CharField(label=_("合格标准"), max_length=300, required=False)
    basis = forms.CharField(label=_("依据"), max_length=300, required=False)
    technique = forms.ChoiceField(label=_("检查方式"), choices=Technique.choices, required=False)
    fact = forms.ModelChoiceField(queryset=None, label=_("共用事实"), required=False, empty_label=_("无"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["fact"].queryset = SharedFact.objects.of(self.tenant)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("text"):
            for name, why in (("rule", _("请写明怎样算合格。")), ("basis", _("请写明依据的法律法规和条款。"))):
                if not given.get(name):
                    self.add_error(name, why)
        return given


EntryFormSet = forms.formset_factory(EntryForm, extra=3, max_num=80)


class EntriesForm(LinesMixin, TenantForm):
    """All entries of a draft."""

    line_word, line_mark = _("要点"), "text"

    def __init__(self, *args: Any, checklist: Checklist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checklist = checklist

    @cached_property
    def lines(self) -> Any:
        stored = [
            {name: getattr(one, name) for name in ("text", "evidence", "rule", "basis", "technique", "fact")}
            for one in self.checklist.entries.all()
        ]
        kwargs = {"tenant": self.tenant, "member": self.member}
        return EntryFormSet(self.data or None, initial=stored, prefix="entries", form_kwargs=kwargs)

    def contents(self) -> list[EntryContent]:
        """The entries that were filled in, in their order."""
        rows = [line.cleaned_data for line in self.filled_lines]
        return [
            EntryContent(
                row["text"],
                row["rule"],
                row["basis"],
                row["evidence"],
                row["technique"] or Technique.ON_SITE,
                row["fact"],
            )
            for row in rows
        ]


class FactForm(TenantForm):
    name = forms.CharField(label=_("共用事实"), max_length=60, help_text=_("如：营业执照、从业人员健康证明。"))
    hint = forms.CharField(label=_("通常的证明材料"), max_length=200, required=False)


class ConflictForm(TenantModelForm):
    due_on = DayField(label=_("修订期限"))

    class Meta:
        model = EntryConflict
        fields = ["question", "department", "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        sides = [self.instance.first, self.instance.second]
        fields["department"].queryset = open_departments(self.tenant).filter(
            pk__in=[side.checklist.department_id for side in sides]
        )
        fields["question"].initial = "；".join(f"{side.checklist.department}：{side.rule}" for side in sides)[:300]
        fields["due_on"].initial = timezone.localdate() + timedelta(days=30)


class ScenarioForm(TenantModelForm):
    items = forms.ModelMultipleChoiceField(
        queryset=None, label=_("包含的事项"), widget=forms.CheckboxSelectMultiple, help_text=_("现行有效的事项。")
    )
    scope = forms.CharField(label=_("适用范围"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    class Meta:
        model = Scenario
        fields = ["name", "subject", "department", "domain", "scope"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.tenant = self.tenant
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant)
        fields["domain"].queryset = domains_for(self.tenant)
        versions = current_versions(self.tenant).filter(state=IN_FORCE).select_related("department")
        words = {version.item_id: f"{version.content[:60]}（{version.department}）" for version in versions}
        fields["items"].queryset = SupervisionItem.objects.of(self.tenant).filter(pk__in=words)
        fields["items"].label_from_instance = lambda item: words[item.pk]
        if self.instance.pk:
            fields["items"].initial = self.instance.items.all()


class MergeForm(TenantForm):
    """One choice a group: ask once in the words of one department, or one by one."""

    def __init__(self, *args: Any, table: MergeTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        for place, same in enumerate(table.same):
            choices = [
                (
                    entry.pk,
                    _("合并，用%(department)s的“%(text)s”") % {"department": entry.checklist.department, "text": entry},
                )
                for entry in same.entries
            ]
            self.fields[f"take_{place}"] = forms.TypedChoiceField(
                label=same.entries[0].text,
                choices=[*choices, (APART, _("分别检查"))],
                coerce=int,
                widget=forms.RadioSelect,
                initial=APART if same.group.disagrees else same.entries[0].pk,
            )

    def taken(self) -> dict[int, int]:
        """Place of the group → key of the entry whose words are used, or `APART`."""
        return {place: self.cleaned_data[f"take_{place}"] for place in range(len(self.table.same))}

    def rows(self) -> list[tuple[Any, Any]]:
        """(group, its choice) for the page."""
        return [(same, self[f"take_{place}"]) for place, same in enumerate(self.table.same)]


class DomainForm(TenantModelForm):
    class Meta:
        model = SupervisionDomain
        fields = ["name", "reasons", "source"]
        widgets = {"reasons": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.tenant = self.tenant
        labels = SupervisionDomain._meta.get_field("reasons").base_field.choices  # type: ignore[union-attr]
        self.fields["reasons"] = forms.MultipleChoiceField(
            label=_("列入理由"), choices=labels, required=False, widget=forms.CheckboxSelectMultiple
        )


class CampaignForm(TenantModelForm):
    due_on = DayField(label=_("截止日期"))
    departments = forms.ModelMultipleChoiceField(
        queryset=None, label=_("报送部门"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Campaign
        fields = ["name", "request", "document_number", "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.tenant = self.tenant
        fields: dict[str, Any] = self.fields
        fields["departments"].queryset = open_departments(self.tenant)
        fields["departments"].initial = open_departments(self.tenant)


class SubmitForm(forms.Form):
    files = FilesField(
        label=_("报送材料"),
        required=False,
        help_text=_(
            "可一次选择多个文件：盖章扫描件（PDF、图片）、电子表格；已在平台填报清单的可以不传，已交的一并保留。"
        ),
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 3}))
