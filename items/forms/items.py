"""What people fill in around items."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.forms import LinesMixin, TenantForm, TenantModelForm
from directory.queries.departments import open_departments
from items.attributes import (
    ApprovalRelation,
    Category,
    ExemptionReason,
    Grade,
    Handling,
    Measure,
    Regime,
    Technique,
    Trigger,
    level_word,
)
from items.bases import list_bases, parse_bases
from items.catalogue import modes_named
from items.models import ItemBatch, ItemVersion
from items.models.steps import Opinion
from items.queries.library import domains_for
from items.services.drafts import Content, LineContent, content_of
from tenancy.models.regions import RegionLevel

_ROWS = {"rows": 2}
_LEVELS = [level for level in RegionLevel if level != RegionLevel.COUNTRY]
_BASIS_HELP = _("每行一条，写明法律法规名称和具体条款，例如“《中华人民共和国劳动法》第八十五条”。")


def _text(label: Any, *, required: bool = False, help_text: Any = "", longest: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=longest, widget=forms.Textarea(_ROWS)
    )


def _one_of(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *choices.choices])


def _some_of(label: Any, choices: Any) -> forms.MultipleChoiceField:
    options = getattr(choices, "choices", choices)
    return forms.MultipleChoiceField(label=label, required=False, choices=options, widget=forms.CheckboxSelectMultiple)


class LineForm(TenantForm):
    """One cooperating department; a line left empty is no line."""

    department = forms.ModelChoiceField(label=_("配合监管部门"), queryset=None, required=False)
    content = _text(_("配合部门监管事项"), longest=1000)
    bases = _text(_("设定依据"), longest=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = open_departments(self.tenant)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("department") and not given.get("content"):
            self.add_error("content", _("请写明这个部门检查什么。"))
        if given.get("content") and not given.get("department"):
            self.add_error("department", _("请选择配合部门。"))
        return given


LineFormSet = forms.formset_factory(LineForm, extra=2, max_num=30)


class ItemForm(LinesMixin, TenantForm):
    """All of a draft: the eleven columns first, the elements after them, the cooperating lines last."""

    line_word, line_mark = _("配合部门"), "department"

    department = forms.ModelChoiceField(label=_("行业主管（牵头监管）部门"), queryset=None)
    domain = forms.ModelChoiceField(label=_("监管领域目录"), queryset=None, required=False)
    domain_text = forms.CharField(
        label=_("监管领域"),
        max_length=60,
        help_text=_("可按国民经济行业大类填写，也可按监管实际填写（附件1注1）。"),
    )
    industry = forms.CharField(label=_("行业大类"), max_length=60, required=False)
    content = _text(
        _("牵头部门监管事项"), required=True, help_text=_("应描述具体的检查内容（附件1注2）。"), longest=1000
    )
    bases = _text(_("设定依据"), help_text=_BASIS_HELP, longest=2000)
    objects_text = _text(_("监管对象"), longest=500)
    organising_levels = _some_of(_("组织层级"), [])
    supervision_levels = _some_of(_("监管层级"), [])
    category = _one_of(_("事项类别"), Category)
    grade = _one_of(_("事项等级"), Grade)
    regime = _one_of(_("监管类型"), Regime)
    techniques = _some_of(_("检查方式"), Technique)
    ratio = forms.CharField(label=_("抽查比例"), max_length=200, required=False)
    quantity = forms.CharField(
        label=_("检查数量"),
        max_length=200,
        required=False,
        help_text=_("与比例、频次分开填写，例如“7户”；按计划确定的照写“按专项计划确定”。"),
    )
    frequency = forms.CharField(label=_("检查频次"), max_length=200, required=False)
    procedure = _text(_("检查程序"), longest=2000)
    division = _text(_("责任分工"), longest=2000)
    measures = _some_of(_("监管措施"), Measure)
    handling = _some_of(_("处理方式"), Handling)
    approval_relation = _one_of(_("审批与监管关系"), ApprovalRelation)
    power_entry = forms.CharField(label=_("权力和责任清单对应事项"), max_length=200, required=False)
    exemption_reason = _one_of(_("不纳入联合抽查的情形"), ExemptionReason)
    exemption_basis = forms.CharField(label=_("不纳入的依据"), max_length=300, required=False)

    def __init__(self, *args: Any, version: ItemVersion | None = None, **kwargs: Any) -> None:
        self.version = version
        content = content_of(version) if version else None
        if content:
            kwargs["initial"] = {**content.values, "bases": list_bases(content.bases)}
        super().__init__(*args, **kwargs)
        self.line_initial = [
            {"department": line.department, "content": line.content, "bases": list_bases(line.bases)}
            for line in (content.lines if content else ())
        ]
        self._narrow_choices()

    def _narrow_choices(self) -> None:
        departments = open_departments(self.tenant)
        hat = self.member.hat
        if hat is not None and "items.prepare" not in hat.definition.permissions:
            departments = departments.filter(pk=hat.department_id)
            self.fields["department"].initial = hat.department_id
        self.fields["department"].queryset = departments
        self.fields["domain"].queryset = domains_for(self.tenant)
        levels = [(level.value, level_word(level, self.tenant.kind)) for level in _LEVELS]
        self.fields["organising_levels"].choices = self.fields["supervision_levels"].choices = levels
        for name, kind in (("regime", Regime), ("techniques", Technique)):
            source, names = modes_named(kind)
            sentence = _t("%(source)s所列：%(names)s。")
            self.fields[name].help_text = sentence % {"source": source, "names": names}

    @cached_property
    def lines(self) -> Any:
        """The cooperating lines, with two empty ones to write on."""
        return LineFormSet(
            self.data or None,
            prefix="lines",
            initial=self.line_initial,
            form_kwargs={"tenant": self.tenant, "member": self.member},
        )

    def as_content(self) -> Content:
        """What was filled in, as the service takes it."""
        given = dict(self.cleaned_data)
        bases = parse_bases(given.pop("bases"))
        filled = [line.cleaned_data for line in self.filled_lines]
        lines = [LineContent(one["department"], one["content"], parse_bases(one["bases"])) for one in filled]
        return Content(given, bases, lines)


class SignForm(TenantForm):
    opinion = forms.ChoiceField(label=_("会签意见"), choices=Opinion, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("意见说明"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("有异议的，须写明理由和修改建议。"),
    )


class ReviseForm(TenantForm):
    trigger = forms.ChoiceField(
        label=_("调整事由"), choices=[choice for choice in Trigger.choices if choice[0] != Trigger.TRANSFER]
    )
    note = forms.CharField(
        label=_("调整说明"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写明依据的文件或情形，例如“《安全生产法》修改”。"),
    )


class EnforceForm(TenantForm):
    batch = forms.ModelChoiceField(
        label=_("发布批次"),
        queryset=None,
        required=False,
        help_text=_("分批发布的，请选择批次。"),
    )
    note = forms.CharField(label=_("说明"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["batch"].queryset = ItemBatch.objects.of(self.tenant)


class BatchForm(TenantModelForm):
    release_on = forms.DateField(label=_("发布日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    class Meta:
        model = ItemBatch
        fields = ["name", "release_on", "announcement"]
