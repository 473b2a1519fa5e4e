"""The request to draw again, and the coordinator's answer."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, FormPage
from inspections.forms.draws import RedrawDecisionForm, WhyForm
from inspections.models import Draw, RedrawRequest
from inspections.services import redraws
from inspections.views.room import DrawMixin
from inspections.views.rounds import tasks_crumb


class AskRedrawPage(DrawMixin, FormPage):
    permission = "draws.hold"
    title = _("申请重新抽取")
    submit_label = _("提交申请")
    form_class = WhyForm
    success_message = _("申请已提交，等待统筹管理员批准。")

    def save(self, form: Any) -> Draw:
        redraws.ask_redraw(self.object, reason=form.cleaned_data["note"], actor=self.member)
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("须由另一名统筹管理员批准。批准后本次抽取作废但继续保留，理由和次数一并向社会公开。")
        return super().get_context_data(consequence=sentence, **kwargs)


class DecideRedrawPage(FormPage):
    model = RedrawRequest
    permission = "draws.oversee"
    title = _("答复重新抽取申请")
    submit_label = _("提交决定")
    form_class = RedrawDecisionForm
    template_name = "inspections/decide_redraw.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("draw__task__department", "draw__task__tenant", "requested_by")

    def get_crumbs(self) -> list[Crumb]:
        draw = self.object.draw
        return [tasks_crumb(self), Crumb(str(draw), draw.get_absolute_url())]

    def save(self, form: Any) -> RedrawRequest:
        given = form.cleaned_data
        redraws.decide_redraw(self.object, is_granted=given["is_granted"], note=given["note"], actor=self.member)
        return self.object
