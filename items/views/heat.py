"""The responsibility heat map: what every item has and lacks, here and in the places below (R005, R007)."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Crumb, Page
from items.queries.checks import CHECKS, HeatRow, heat_below, heat_of
from items.queries.claims import places_below
from items.views.claims import claim_badge
from items.views.tabs import ItemTabs
from tenancy.models import Region


class HeatPage(ItemTabs, Page):
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
        return super().get_context_data(**summary_of(rows), is_other_place=False, **kwargs)


def summary_of(rows: list[HeatRow]) -> dict[str, Any]:
    """What the map shows: its rows, how many lack each check, how many are complete."""
    checks = enumerate(CHECKS.values())
    return {
        "rows": rows,
        "counts": [(check, sum(row.squares[number].is_missing for row in rows)) for number, check in checks],
        "complete": sum(not any(square.is_missing for square in row.squares) for row in rows),
    }


class HeatOfPlacePage(ItemTabs, Page):
    """The map of one place below, as its own people see it, to be read only."""

    permission = "items.oversee"
    reads_down = True
    tab = "items:heat"
    template_name = "items/heat.html"
    help_text = _("下级地区自己的责任热力图，只供查看；红格由该地区补齐。")

    @cached_property
    def place(self) -> Region:
        """One of the places whose list rests on ours. Raises 404 for any other."""
        found = [place for place in places_below(self.tenant) if place.pk == self.kwargs["place"]]
        if not found:
            raise Http404
        return found[0]

    def get_title(self) -> str:
        return _t("%(place)s责任热力图") % {"place": self.place}

    def get_crumbs(self) -> list[Crumb]:
        below = reverse("items:heat_below", args=[self.tenant])
        return [Crumb(_t("责任热力图"), reverse("items:heat", args=[self.tenant])), Crumb(_t("下级地区"), below)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = heat_of(self.place, lambda permission, version: False)
        return super().get_context_data(**summary_of(rows), is_other_place=True, **kwargs)


class HeatBelowPage(ItemTabs, Page):
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
