"""The steps a place's list goes through, and what shows that one was taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm, add_beside
from items.models import ItemChain
from items.models.steps import ACTS_FOR, StepKind
from items.queries.chains import chain_steps
from items.services.settings import Pick, field_of

_ORDER = [("1", _("第一步")), ("2", _("第二步")), ("3", _("第三步")), ("4", _("第四步"))]
_WHO = [("", _("有批准权限的人员")), *ACTS_FOR]


class ChainForm(TenantModelForm):
    """The steps of the place: each with its place in the order, and who acts where two could."""

    co_sign = forms.ChoiceField(label=_("会签"), choices=_ORDER, help_text=_("由各配合部门负责人办理，不能省略。"))
    legality = forms.ChoiceField(
        label=_("合法性审核"),
        choices=[("", _("不经过")), *_ORDER],
        required=False,
        help_text=_("由法制审核员办理。须在集体审议、报上级批准之前。"),
    )
    meeting = forms.ChoiceField(label=_("集体审议"), choices=[("", _("不经过")), *_ORDER], required=False)
    meeting_role = forms.ChoiceField(label=_("集体审议结果由谁登记"), choices=_WHO, required=False)
    upper = forms.ChoiceField(
        label=_("报上级批准"),
        choices=[("", _("不经过")), *_ORDER],
        required=False,
        help_text=_("上级地区已开通本平台的，自动送达上级，由上级批准或者退回；没有开通的，在这里登记批复文号。"),
    )
    upper_role = forms.ChoiceField(label=_("上级批复由谁登记"), choices=_WHO, required=False)
    approve_role = forms.ChoiceField(
        label=_("批准由谁办理"), choices=_WHO, required=False, help_text=_("批准总是最后一个环节。")
    )
    field_order = ["co_sign", "legality", "meeting", "meeting_role", "upper", "upper_role", "approve_role"]

    class Meta:
        model = ItemChain
        fields = ["co_sign_days", "departments_claim"]
        help_texts = {
            "departments_claim": _(
                "上级事项由本地对口部门牵头的，该部门管理员可以认领和合并；不认领、了结仍由统筹管理员决定。"
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in chain_steps(self.tenant):
            name = field_of(step.kind)
            if name in self.fields:
                self.fields[name].initial = str(step.position)
            if f"{name}_role" in self.fields:
                self.fields[f"{name}_role"].initial = step.role

    def clean(self) -> dict[str, Any]:
        """Two steps are not taken at once: said beside both."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        taken: dict[str, StepKind] = {}
        for kind in StepKind:
            position = given.get(field_of(kind))
            if position in taken:
                other = taken[position].label
                sentence = _t("“%(one)s”和“%(other)s”排在同一步，请分开。") % {"one": kind.label, "other": other}
                add_beside(self, (field_of(taken[position]), field_of(kind)), sentence)
            elif position:
                taken[position] = kind
        return given

    def picks(self) -> list[Pick]:
        """The steps in their order, approval last."""
        given = self.cleaned_data
        chosen = sorted((int(given[field_of(kind)]), kind) for kind in StepKind if given.get(field_of(kind)))
        kinds = [kind for _position, kind in chosen]
        return [Pick(kind, given.get(f"{field_of(kind)}_role", "")) for kind in [*kinds, StepKind.APPROVE]]


class DocumentForm(forms.Form):
    """What shows that a meeting or the level above agreed."""

    document = forms.CharField(label=_("会议纪要或批复文号"), max_length=120)
    note = forms.CharField(label=_("说明"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class AnswerForm(DocumentForm):
    """What the level above answers a place below."""

    document = forms.CharField(label=_("批复文号"), max_length=120)
