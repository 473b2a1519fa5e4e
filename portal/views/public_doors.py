"""The four doors of the public site: lists, plans, results, and where to report something (LOOK, public site)."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.views.public import PublicPage, places_by_province
from publication.kinds import KINDS
from publication.queries import search_public, shown_publicly

NEWEST, NEWEST_AT_HOME = 10, 5


@dataclass(frozen=True)
class Door:
    """A door: its word, what is behind it, and which kinds of publication, if any."""

    label: str | Promise
    told: str | Promise
    kinds: tuple[str, ...] = field(default=())
    template: str = "public/door.html"


DOORS = {
    "lists": Door(_("清单"), _("监管事项、执法人员：谁管什么、依据什么"), ("item_list", "officer_list")),
    "plans": Door(_("计划"), _("今年查什么、怎么抽"), ("inspection_plan", "inspection_campaign")),
    "results": Door(_("结果"), _("查了谁、结论如何、抽取是否公平"), ("inspection_result", "inspection_task", "draw")),
    "report": Door(_("我要反映"), _("投诉、举报、对检查和公示提出异议"), template="public/report.html"),
}


class HomePage(PublicPage):
    """Search first, then four doors, then the places and what is newest."""

    template_name = "public/home.html"

    def get_context(self, **kwargs: Any) -> dict[str, Any]:
        newest = search_public(text="", place=None)[:NEWEST_AT_HOME]
        return {
            "page_title": _("监管信息公示"),
            "doors": DOORS,
            "provinces": places_by_province(),
            "newest": newest,
        }


class DoorPage(PublicPage):
    """What is behind a door: the newest of its kinds everywhere, and the lists of each place."""

    def get_content(self, **kwargs: Any) -> str:
        door = DOORS.get(kwargs["door"])
        if door is None:
            raise Http404
        self.template_name = door.template
        return super().get_content(**kwargs)

    def get_context(self, door: str, **kwargs: Any) -> dict[str, Any]:
        opened = DOORS[door]
        kinds = [KINDS[name] for name in opened.kinds if name in KINDS]
        newest = shown_publicly().filter(kind__in=opened.kinds).select_related("tenant")
        return {
            "page_title": opened.label,
            "door": opened,
            "kinds": kinds,
            "newest": newest.order_by("-changed_at", "-pk")[:NEWEST] if kinds else [],
            "provinces": places_by_province() if kinds else [],
        }
