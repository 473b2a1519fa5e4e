"""重点监管清单: few chosen units, their roster and what was done with each (R042)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from registry.forms.key_lists import KeyLimitForm, KeyListForm, RemoveUnitForm, TrackingForm, UnitForm
from registry.models import KeyList, KeyListLimit, KeyTracking, KeyUnit
from registry.queries.key_lists import chain_of, roster, with_counts
from registry.services.key_lists import (
    add_unit,
    move_key_list,
    remove_unit,
    set_limit,
    write_key_list,
    write_tracking,
)
from registry.states import IN_FORCE, KEY_DRAFT, KEY_LIST_WORKFLOW, KEY_SUBMITTED
from registry.views.object_tabs import ObjectTabs
from registry.views.objects import objects_crumb

_TONES = {KEY_SUBMITTED: "yellow", IN_FORCE: "green"}


def key_lists_crumb(page: Page) -> Crumb:
    return Crumb(_t("重点监管清单"), reverse("registry:key_lists", args=[page.tenant]))


def key_badge(row: KeyList) -> dict[str, str]:
    """The state as a badge; an approved list outside of its period says so."""
    if row.state == IN_FORCE and not row.is_in_force(timezone.localdate()):
        return {"label": _t("不在执行期"), "tone": "grey"}
    return {"label": row.get_state_display(), "tone": _TONES.get(row.state, "grey")}


class KeyListsPage(ObjectTabs, ListPage):
    permission = "objects.view"
    title = _("重点监管清单")
    tab = "registry:key_lists"
    model = KeyList
    ordering = ["-starts_on", "-pk"]
    rows_template = "registry/_key_list_rows.html"
    columns = [
        Column("name", _("清单名称"), "name"),
        Column("risk", _("风险类型")),
        Column("department", _("牵头部门"), "department__name"),
        Column("count", _("单位数"), "count", is_number=True),
        Column("ends_on", _("执行期"), "ends_on"),
        Column("state", _("状态")),
    ]
    empty = Empty(
        _("还没有重点监管清单"),
        _("对有区域性、行业性风险的少数单位，可以列入重点监管清单，经批准后定期跟踪监管、直接指导。数量有上限。"),
        _("拟定清单"),
        "registry:key_list_new",
    )

    @property
    def help_text(self) -> str:
        limit = KeyListLimit.objects.of(self.tenant).first()
        if limit is None:
            return _t("本地区还没有规定数量上限，设置后才能选定单位。")
        return _t("本地区规定：%(limit)s（%(basis)s）。") % {"limit": limit, "basis": limit.basis}

    def for_list(self, rows: QuerySet) -> QuerySet:
        return with_counts(rows)

    def get_moves(self) -> list[Button]:
        moves = [
            ("key_lists.prepare", Button(_t("拟定清单"), reverse("registry:key_list_new", args=[self.tenant]), True)),
            ("settings.manage", Button(_t("数量上限"), reverse("registry:key_limit", args=[self.tenant]))),
        ]
        return [move for permission, move in moves if self.member.may(permission)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = key_badge(row)
        return context


class KeyLimitPage(FormPage):
    permission = "settings.manage"
    title = _("重点监管清单数量上限")
    form_class = KeyLimitForm
    success_message = _("数量上限已保存。")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), key_lists_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        limit = KeyListLimit.objects.of(self.tenant).first() or KeyListLimit(tenant=self.tenant)
        return super().get_form_kwargs() | {"instance": limit}

    def save(self, form: Any) -> str:
        set_limit(form.instance, actor=self.member)
        return reverse("registry:key_lists", args=[self.tenant])


class KeyListMixin:
    """A page about one list."""

    model = KeyList
    object: Any

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("department", "tenant")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        return [objects_crumb(page), key_lists_crumb(page), Crumb(str(self.object), self.object.get_absolute_url())]


class KeyListPage(KeyListMixin, DetailPage):
    permission = "objects.view"
    workflow = KEY_LIST_WORKFLOW
    template_name = "registry/key_list.html"
    facts = ["risk", "department", "starts_on", "ends_on", "every_days", "reason", "measures"]

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), key_lists_crumb(self)]

    def move_url(self, name: str) -> str:
        return reverse(f"registry:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        moves = super().get_moves()
        if self.object.state == KEY_DRAFT and self.member.may("key_lists.prepare", self.object):
            place = [self.tenant, self.object.pk]
            moves.insert(0, Button(_t("增加单位"), reverse("registry:key_unit_add", args=place), is_primary=True))
            moves.append(Button(_t("修改"), reverse("registry:key_list_change", args=place)))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        lines = roster(row, today)
        log = KeyTracking.objects.of(self.tenant).filter(unit__key_list=row)
        return super().get_context_data(
            page_state=key_badge(row),
            lines=lines,
            chain=chain_of(lines),
            today=today,
            log=log.select_related("unit__object", "written_by")[:50],
            may_write=self.member.may("key_lists.prepare", row),
            may_track=row.is_in_force(today) and self.member.may("key_lists.prepare", row),
            **kwargs,
        )


class WriteKeyListPage(KeyListMixin, FormPage):
    permission = "key_lists.prepare"
    form_class = KeyListForm

    def save(self, form: Any) -> KeyList:
        return write_key_list(form.instance, actor=self.member)


class NewKeyListPage(WriteKeyListPage):
    title = _("拟定重点监管清单")
    success_message = _("已保存草稿，请逐个选定单位后报批。")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), key_lists_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": KeyList(tenant=self.tenant)}


class ChangeKeyListPage(WriteKeyListPage):
    title = _("修改重点监管清单")


class AddUnitPage(KeyListMixin, FormPage):
    permission = "key_lists.prepare"
    title = _("增加单位")
    form_class = UnitForm
    success_message = _("已列入清单。")

    def save(self, form: Any) -> KeyList:
        given, today = form.cleaned_data, timezone.localdate()
        unit = KeyUnit(tenant=self.tenant, key_list=self.object, object=given["object"], reason=given["reason"])
        unit.added_on, unit.stage = today, given["stage"]
        add_unit(unit, actor=self.member)
        return self.object


class KeyListMovePage(KeyListMixin, MovePage):
    permission = "objects.view"
    workflow = KEY_LIST_WORKFLOW
    move = ""

    def make_move(self, form: Any) -> Any:
        return move_key_list(self.object, self.move, actor=self.member, note=form.cleaned_data["note"])


class UnitMixin:
    """A page about one unit of a list."""

    model = KeyUnit
    permission = "key_lists.prepare"
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related("object__tenant", "key_list__department", "key_list__tenant")

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        above = self.object.key_list
        return [objects_crumb(page), key_lists_crumb(page), Crumb(str(above), above.get_absolute_url())]


class TrackPage(UnitMixin, FormPage):
    form_class = TrackingForm
    submit_label = _("写入跟踪记录")
    success_message = _("已写入跟踪记录。")

    def get_title(self) -> str:
        return _t("跟踪记录：%(unit)s") % {"unit": self.object.object}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": KeyTracking(tenant=self.tenant, unit=self.object)}

    def save(self, form: Any) -> KeyList:
        write_tracking(form.instance, actor=self.member)
        return self.object.key_list


class RemoveUnitPage(UnitMixin, FormPage):
    title = _("移出清单")
    submit_label = _("移出")
    form_class = RemoveUnitForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"unit": self.object.object, "list": self.object.key_list}
        sentence = _t("“%(unit)s”今天起不再列入“%(list)s”，跟踪记录保留。") % words
        return super().get_context_data(consequence=sentence, **kwargs)

    def save(self, form: Any) -> KeyList:
        remove_unit(self.object, actor=self.member, today=timezone.localdate(), note=form.cleaned_data["note"])
        return self.object.key_list
