"""The ledger of what is public, and how something is taken down."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Column, Crumb, Empty, FormPage, ListPage
from publication.filters import LedgerFilter
from publication.forms import WithdrawForm
from publication.models import Duty, ExemptionGround, LedgerEntry, PublicRecord
from publication.queries import withheld_by_ground
from publication.services import ledger
from publication.states import PUBLISHED
from publication.views.duties import back_to_duties


class LedgerPage(ListPage):
    permission = "publication.view"
    title = _("公示台账")
    model = LedgerEntry
    filterset_class = LedgerFilter
    ordering = ["-number"]
    columns = [
        Column("number", _("序号"), sort="number", is_number=True),
        Column("event", _("行为"), sort="event"),
        Column("title", _("标题")),
        Column("at", _("时间"), sort="at"),
        Column("hash", _("哈希")),
        Column("act", _("办理")),
    ]
    rows_template = "publication/_ledger_rows.html"
    template_name = "publication/ledger_list.html"
    empty = Empty(_("还没有公示记录"), _("公示任务核对并公示后，在这里留下不可更改的记录。"))
    help_text = _("每条记录的哈希都包含前一条的哈希，任何改动都会使后面的链条断开。")

    def get_crumbs(self) -> list[Crumb]:
        return back_to_duties(self.tenant)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(withheld=self._withheld(), **kwargs)
        shown = PublicRecord.objects.of(self.tenant).filter(is_withdrawn=False)
        standing = {(row.kind, row.ref): row for row in shown.filter(ref__in=[row.ref for row in context["rows"]])}
        for entry in context["rows"]:
            row = standing.get((entry.kind, entry.ref))
            entry.record_id = row.pk if row else None
            entry.is_newest = row is not None and row.entry_number == entry.number
        corrected = self._correctable({(row.kind, row.ref) for row in context["rows"] if row.is_newest})
        for entry in context["rows"]:
            entry.duty = corrected.get((entry.kind, entry.ref)) if entry.is_newest else None
        context["may_withdraw"] = self.member.may("publication.withdraw")
        return context

    def _correctable(self, standing: set[tuple[str, str]]) -> dict[tuple[str, str], Duty]:
        """The duty behind each text that is public, for those who may propose to correct it."""
        if self.member.hat is None:
            return {}
        rows = Duty.objects.of(self.tenant).filter(state=PUBLISHED, ref__in=[ref for _kind, ref in standing])
        reached = self.member.hat.within_reach("publication.prepare", rows).order_by("pk")
        return {(duty.kind, duty.ref): duty for duty in reached if (duty.kind, duty.ref) in standing}

    def _withheld(self) -> list[tuple[str, int]]:
        counts = withheld_by_ground(self.tenant)
        labels = {True: _("%s（部分内容）"), False: _("%s（全部）")}
        return [(labels[part] % ExemptionGround(ground).label, count) for (ground, part), count in counts.items()]


class WithdrawPage(FormPage):
    permission = "publication.withdraw"
    title = _("撤下公示")
    submit_label = _("撤下")
    success_message = _("已撤下，公开页面只留撤下说明。")
    model = PublicRecord
    form_class = WithdrawForm
    template_name = "publication/withdraw.html"

    def get_queryset(self):
        return super().get_queryset().select_related("tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [*back_to_duties(self.tenant), Crumb(_t("公示台账"), reverse("publication:ledger", args=[self.tenant]))]

    def save(self, form: WithdrawForm) -> str:
        given = form.cleaned_data
        ledger.withdraw(self.object, ground=given["ground"], basis=given["basis"], actor=self.member)
        return reverse("publication:ledger", args=[self.tenant])
