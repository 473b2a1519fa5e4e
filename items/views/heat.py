"""The responsibility heat map: what every item has and lacks, here and in the places below (R005, R007)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Crumb, Page
from items.queries.checks import CHECKS, heat_below, heat_of
from items.views.claims import claim_badge
from items.views.tabs import TabbedMixin


class HeatPage(TabbedMixin, Page):
    permission = "items.view"
    title = _("责任热力图")
    tab = "items:heat"
    template_name = "items/heat.html"
    help_text = _("每行一个生效事项，每格一项应有的内容：✓ 为齐全，红格为缺少，点红格直接去补。")

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.oversee"):
            return []
        return [Button(_t("下级地区"), reverse("items:heat_below", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = heat_of(self.tenant, self.member.hat.role_allows)
        checks = list(CHECKS.values())
        counts = [(check, sum(row.squares[number].is_missing for row in rows)) for number, check in enumerate(checks)]
        complete = sum(not any(square.is_missing for square in row.squares) for row in rows)
        return super().get_context_data(rows=rows, counts=counts, complete=complete, **kwargs)


class HeatBelowPage(TabbedMixin, Page):
    permission = "items.oversee"
    reads_down = True
    title = _("下级地区责任热力图")
    tab = "items:heat"
    template_name = "items/heat_below.html"
    help_text = _("每行一个本级生效事项，每列一个下级地区。格中写明该地区认领到哪一步、还缺什么。")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("责任热力图"), reverse("items:heat", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places, rows = heat_below(self.tenant)
        for square in (square for row in rows for square in row.squares):
            if square.claim:
                square.claim.badge = claim_badge(square.claim)
        return super().get_context_data(places=places, rows=rows, **kwargs)
