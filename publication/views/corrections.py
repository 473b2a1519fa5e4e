"""Correcting what is public: proposed by the department, or found not to be needed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from publication.forms import CorrectForm
from publication.models import Duty
from publication.services import corrections
from publication.views.duties import DutyForm, DutyMove


class CorrectPage(DutyForm):
    permission = "publication.prepare"
    title = _("更正公示")
    submit_label = _("提出更正")
    form_class = CorrectForm
    help_text = _(
        "更正由本部门另一名人员核对、告知行政相对人之后公示为新的一版；旧版保留，注明何时、为什么更正。"
        "取自笔录、清单等来源的栏目不在这里改，请先更正来源，系统会生成更正任务。"
    )

    def save(self, form: CorrectForm) -> Duty:
        given = form.cleaned_data
        return corrections.propose_correction(
            self.object,
            snapshot=form.snapshot(),
            basis=given["basis"],
            reason=given["correction_reason"],
            actor=self.member,
        )


class DropPage(DutyMove):
    permission = "publication.check"
    move = "drop"
    consequence = _("现在公示的内容无误，不公示新的一版；理由留在办理过程里。")

    def make_move(self, form: Any) -> Any:
        return corrections.drop_correction(self.object, note=form.cleaned_data["note"], actor=self.member)
