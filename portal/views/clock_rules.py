"""How long things may take here: every rule, whose length stands, and setting another one."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks import RULES, LengthInForce, drop_length, length_in_force, lengths_in_force, set_length
from common.clocks.lengths import length_words
from common.forms import ReasonForm
from common.models import ClockLength
from common.models.clocks import ClockUnit
from common.pages import Crumb, FormPage, Page
from portal.forms.calendars import LengthForm

HELP = _(
    "时限有明文依据的照依据；标为“待确认”的是一般做法，请本地核实后设定并写明依据。本地没有设定的，依次按上级的设定、系统默认。"
    "改动只对以后起算的期限有效，正在计算的期限不变。"
)


class ClockRulesMixin:
    """The way back to the list."""

    help_text = HELP

    def get_crumbs(self) -> list[Crumb]:
        return [
            Crumb(_t("工作日历"), reverse("portal:calendars", args=[self.tenant])),
            Crumb(_t("时限规则"), reverse("portal:clock_rules", args=[self.tenant])),
        ]


class ClockRulesPage(ClockRulesMixin, Page):
    """Every rule with the length that stands here, and where it comes from."""

    permission = "calendars.view"
    title = _("时限规则")
    template_name = "portal/clock_rules.html"

    def get_crumbs(self) -> list[Crumb]:
        return super().get_crumbs()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_set = self.member.may("calendars.manage")
        return super().get_context_data(lengths=lengths_in_force(self.tenant), may_set=may_set, **kwargs)


class SetLengthPage(ClockRulesMixin, FormPage):
    permission = "calendars.manage"
    form_class = LengthForm
    success_message = _("已设定，对以后起算的期限有效。")

    @cached_property
    def known(self) -> LengthInForce:
        if self.kwargs["rule"] not in RULES:
            raise Http404
        return length_in_force(self.tenant, self.kwargs["rule"])

    def get_title(self) -> str:
        unit = ClockUnit(self.known.rule.unit.value).label
        return _t("设定时限：%(rule)s（%(unit)s）") % {"rule": self.known.rule.label, "unit": unit}

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"length": self.known.length, "basis": self.known.row.basis if self.known.row else ""}
        return super().get_form_kwargs() | {"initial": initial}

    def save(self, form: Any) -> str:
        set_length(self.tenant, self.known.rule.name, actor=self.member, **form.cleaned_data)
        return reverse("portal:clock_rules", args=[self.tenant])


class DropLengthPage(ClockRulesMixin, FormPage):
    model = ClockLength
    permission = "calendars.manage"
    form_class = ReasonForm
    submit_label = _("取消本地设定")
    success_message = _("已取消本地设定。")

    def get_title(self) -> str:
        return _t("取消本地设定：%(rule)s") % {"rule": RULES[self.object.rule].label}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rule = RULES[self.object.rule]
        sentence = _t("取消后不再按%(words)s计算，改按上级的设定或系统默认；正在计算的期限不变。")
        words = length_words(rule, self.object.length)
        return super().get_context_data(consequence=sentence % {"words": words}, **kwargs)

    def save(self, form: Any) -> str:
        drop_length(self.object, actor=self.member, note=form.cleaned_data["note"])
        return reverse("portal:clock_rules", args=[self.tenant])
