"""Who was paired, from which pool, with the proof: for auditors, after the visits."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, ListPage, Page
from inspections.models import DrawPairing
from inspections.queries.pairings import assignments_of, gone_before, open_pairings, pools_of
from inspections.services.disclosure import draw_json

SHOWN = 200
"""So many lines are shown; the file holds all."""


def crumbs(page: Page) -> list[Crumb]:
    return [Crumb(_t("审计记录"), reverse("portal:audit", args=[page.tenant]))]


class PairingsPage(ListPage):
    permission = "audit.view"
    title = _("抽取的人员匹配")
    help_text = _("检查结束、抽取公开以后可以核查：执法人员从哪个名单、按什么次序匹配，谁因回避没有匹配。")
    model = DrawPairing
    ordering = ["-pk"]
    columns = [
        Column("draw", _("抽取")),
        Column("department", _("牵头部门")),
        Column("made", _("匹配时间")),
        Column("visits", _("对象数"), is_number=True),
        Column("barred", _("回避数"), is_number=True),
    ]
    rows_template = "inspections/_pairing_rows.html"
    empty = Empty(_("还没有可以核查的匹配"), _("抽取公开全过程以后，各次人员匹配列在这里。"))

    def get_crumbs(self) -> list[Crumb]:
        return crumbs(self)

    def get_queryset(self) -> QuerySet:
        return open_pairings(self.tenant).defer("section")


class PairingMixin:
    """A page about one pairing that is open."""

    permission = "audit.view"
    model = DrawPairing
    object: Any

    def get_queryset(self) -> QuerySet:
        return open_pairings(self.tenant)  # type: ignore[attr-defined]


class PairingPage(PairingMixin, DetailPage):
    template_name = "inspections/pairing_detail.html"

    def get_crumbs(self) -> list[Crumb]:
        return [
            *crumbs(self),
            Crumb(str(PairingsPage.title), reverse("inspections:audit_pairings", args=[self.tenant])),
        ]

    def get_facts(self) -> list[tuple[str, Any]]:
        pairing = self.object
        return [
            (_t("任务编号"), pairing.draw.task.number),
            (_t("匹配时间"), pairing.made_at),
            (_t("随机种子"), pairing.draw.seed),
            (_t("对象数"), pairing.visit_count),
            (_t("回避数"), str(pairing.barred_count)),
        ]

    def get_moves(self) -> list[Button]:
        address = reverse("inspections:audit_pairing_file", args=[self.tenant, self.object.pk])
        return [Button(_t("下载核验文件"), address, is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pairing = self.object
        total = len(pairing.section["assigned"])
        return super().get_context_data(
            pools=pools_of(pairing),
            sent=list(assignments_of(pairing, SHOWN)),
            left_out=max(0, total - SHOWN),
            gone=gone_before(pairing),
            is_kept=pairing.section.get("is_kept", False),
            **kwargs,
        )


class PairingFilePage(PairingMixin, DetailPage):
    """draw.json with the pairing: `verify_draw.py` makes it anew from that and the public pool.csv."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        pairing = self.object
        response = HttpResponse(draw_json(pairing.draw, pairing.section), content_type="application/json")
        response.headers["Content-Disposition"] = f'attachment; filename="draw-{pairing.draw_id}-{pairing.pk}.json"'
        return response
