"""Places below this one: switched on or not, zone committees added (R001), and what became of a retired code."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Button, Column, Crumb, Empty, FormPage, ListPage, Page
from directory.filters import PlaceFilters
from directory.forms.zones import CodeForm, OpenPlaceForm, ZoneForm
from directory.queries.regions import free_zone_code, lives, places_below
from directory.services.zones import add_zone, open_place
from directory.succession import Life
from directory.views.tabs import DirectoryTabs
from tenancy.models import Region
from tenancy.regions import short_code


def places_crumb(page: Page) -> Crumb:
    return Crumb(_("下级地区"), reverse("directory:places", args=[page.tenant]))


class PlacesPage(DirectoryTabs, ListPage):
    """The places one level below."""

    model = Region
    permission = "directory.view"
    title = gettext_lazy("下级地区")
    tab = "directory:places"
    filterset_class = PlaceFilters
    ordering = ["code"]
    rows_template = "directory/_place_rows.html"
    help_text = gettext_lazy(
        "行政区划按国家公布的代码预置；开发区、园区等功能区由本地区自行添加。\n\n"
        "开通后，该地区可以建立自己的部门和账号；首任统筹管理员由本地区指定。"
    )
    columns = [
        Column("name", gettext_lazy("名称"), "name"),
        Column("code", gettext_lazy("区划代码"), "code", is_number=True),
        Column("kind", gettext_lazy("类型"), "kind"),
        Column("is_tenant", gettext_lazy("状态"), "is_tenant"),
        Column("act", ""),
    ]
    empty = Empty(
        gettext_lazy("没有下级地区"), gettext_lazy("本地区以下没有公布的区划，可以添加开发区、园区等功能区。")
    )

    def get_queryset(self) -> QuerySet:
        return places_below(self.tenant)

    def get_moves(self) -> list[Button]:
        look_up = Button(_("查代码沿革"), reverse("directory:codes", args=[self.tenant]))
        if not self.member.may("regions.manage"):
            return [look_up]
        return [Button(_("添加功能区"), reverse("directory:add_zone", args=[self.tenant]), is_primary=True), look_up]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_open=self.member.may("regions.manage"), **kwargs)


class AddZonePage(FormPage):
    permission = "regions.manage"
    form_class = ZoneForm
    title = gettext_lazy("添加功能区")
    success_message = gettext_lazy("功能区已添加；开通后可以建立自己的部门和账号。")

    def get_crumbs(self) -> list[Crumb]:
        return [places_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        free = free_zone_code(self.tenant)
        return super().get_form_kwargs() | {"initial": {"code": short_code(free) if free else ""}}

    def save(self, form: Any) -> str:
        add_zone(self.tenant, actor=self.member, **form.cleaned_data)
        return reverse("directory:places", args=[self.tenant])


class OpenPlacePage(FormPage):
    """Switch a place below on, with its first administrator."""

    model = Region
    permission = "regions.manage"
    form_class = OpenPlaceForm
    submit_label = gettext_lazy("开通")
    success_message = gettext_lazy("已开通，首任统筹管理员稍后即可切换到该地区。")

    def get_queryset(self) -> QuerySet:
        return places_below(self.tenant).filter(is_tenant=False)

    def get_title(self) -> str:
        return _("开通：%(place)s") % {"place": self.object}

    def get_crumbs(self) -> list[Crumb]:
        return [places_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _("开通后该地区自行管理部门、人员和业务；本地区可以汇总查看，不能代为修改。")
        return super().get_context_data(consequence=sentence, **kwargs)

    def save(self, form: Any) -> str:
        open_place(self.object, actor=self.member, administrator=form.cleaned_data["administrator"])
        return reverse("directory:places", args=[self.tenant])


class CodesPage(Page):
    """Which place is this code today?"""

    permission = "directory.view"
    title = gettext_lazy("查代码沿革")
    template_name = "directory/codes.html"
    help_text = gettext_lazy("依据1980年以来公布的区划代码变更。同一代码可能先后属于不同地区，逐一列出。")

    def get_crumbs(self) -> list[Crumb]:
        return [places_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = CodeForm(self.request.GET or None)
        if form.is_valid():
            code = form.cleaned_data["code"]
            kwargs |= {"asked": short_code(code), "lives": [self._told(life) for life in lives(code)]}
        return super().get_context_data(form=form, **kwargs)

    def _told(self, life: Life) -> tuple[Life, str, list[tuple[int, str, str, str]]]:
        """(life, its code today, its changes as (year, kind, before, after))."""
        steps = [
            (step.year, step.kind, _named(step.old_code, step.old_name), _named(step.new_code, step.new_name))
            for step in life.path
        ]
        return life, short_code(life.code_today) if life.code_today is not None else "", steps


def _named(code: int | None, name: str) -> str:
    """A place with its code: 610721 南郑县; one abolished has none."""
    return f"{short_code(code)} {name}" if code is not None else _("撤销")
